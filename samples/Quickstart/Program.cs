using System.CommandLine;
using Quickstart;

// After Ctrl-C, leave enough time to cancel a queued job at the service and to print what became of it.
var configuration = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
};

return await CommandLine.Build(RunCommand.ExecuteAsync).Parse(args).InvokeAsync(configuration);
