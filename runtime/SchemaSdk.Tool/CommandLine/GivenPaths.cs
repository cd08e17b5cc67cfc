using System.CommandLine;
using System.CommandLine.Parsing;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Options and arguments that are paths.</summary>
internal static class GivenPaths
{
    /// <summary>Makes the option <c>--folder</c> of a command that writes into a folder of schemas.</summary>
    internal static Option<string> Folder()
    {
        var folder = new Option<string>("--folder")
        {
            Description = "The folder of the schemas.",
            HelpName = "path",
            DefaultValueFactory = _ => "schemas",
        };
        folder.Validators.Add(result => Check(result, result.GetValueOrDefault<string>(), "--folder"));
        return folder;
    }

    /// <summary>Reports a path that is empty, as one of a script's variables that is not set.</summary>
    /// <param name="result">Gets the error.</param>
    /// <param name="path">The path as it was typed.</param>
    /// <param name="what">What is to be given there.</param>
    internal static void Check(SymbolResult result, string? path, string what)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            result.AddError($"A path is empty. Give {what} one.");
        }
    }
}
