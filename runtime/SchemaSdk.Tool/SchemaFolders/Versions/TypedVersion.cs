using System.CommandLine;
using System.CommandLine.Parsing;

namespace SchemaSdk.Tool.SchemaFolders.Versions;

/// <summary>Reads versions from the command line.</summary>
internal static class TypedVersion
{
    internal static Option<ReleaseVersion?> Make(string name, string description) =>
        new(name) { Description = description, HelpName = "version", CustomParser = Read };

    internal static ReleaseVersion? Read(ArgumentResult result)
    {
        var typed = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (ReleaseVersion.Parse(typed) is not { } version)
        {
            var name = result.Parent is OptionResult option ? option.Option.Name : $"The {result.Argument.Name}";
            result.AddError($"{name} '{typed}' is not a release version. Use three numbers, such as 1.2.3 or v1.2.3.");
            return null;
        }

        return version;
    }
}
