print("fundcall")
