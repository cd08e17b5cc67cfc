using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.Recordings;

/// <summary><c>schemasdk recordings</c>: looks after the recorded jobs of tests.</summary>
internal static class RecordingsCommand
{
    internal static Command Build(ToolHost host) => new("recordings", "Checks the recorded jobs of tests.")
    {
        CheckCommand.Build(host),
    };
}
