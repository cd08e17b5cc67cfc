using System.CommandLine;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Creates options whose value is a path.</summary>
internal static class GivenPaths
{
    /// <summary>Creates the option <c>--folder</c> for commands that write to a folder of schemas.</summary>
    internal static Option<string> Folder() => new("--folder")
    {
        Description = "The folder of schemas.",
        HelpName = "path",
        DefaultValueFactory = _ => "schemas",
    };
}
