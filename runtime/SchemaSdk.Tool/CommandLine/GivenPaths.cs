using System.CommandLine;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Options that are paths.</summary>
internal static class GivenPaths
{
    /// <summary>Makes the option <c>--folder</c> of a command that writes into a folder of schemas.</summary>
    internal static Option<string> Folder() => new("--folder")
    {
        Description = "The folder of the schemas.",
        HelpName = "path",
        DefaultValueFactory = _ => "schemas",
    };
}
