using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.Recordings;

/// <summary><c>schemasdk recordings</c>: checks the recorded jobs that tests use.</summary>
internal static class RecordingsCommand
{
    internal static Command Build(ToolHost host) => new("recordings", "Checks the jobs that were recorded for tests.")
    {
        RecordingsCheckCommand.Build(host),
    };
}
