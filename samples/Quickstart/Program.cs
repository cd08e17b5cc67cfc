using System.CommandLine;
using Quickstart;

// After Ctrl-C a queued job is cancelled at the service, which may take a few seconds; then the exit code is ours (130).
var configuration = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
};

return await CommandLine.Build(RunCommand.ExecuteAsync).Parse(args).InvokeAsync(configuration);
