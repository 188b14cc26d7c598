import FundcallCommands
import SourceText

StandardStreams.exit(Fundcall.run(Array(CommandLine.arguments.dropFirst())).rawValue)
