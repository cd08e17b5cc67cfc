using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Release;

/// <summary>The tag of a release, such as <c>v1.2.3</c> or <c>v1.2.3-preview.1</c>.</summary>
/// <param name="Name">The tag.</param>
internal sealed partial record ReleaseTag(string Name)
{
    internal string Version => Name[1..];

    internal bool IsPreview => Name.Contains('-', StringComparison.Ordinal);

    internal static ReleaseTag? Read(ArgumentResult result)
    {
        var typed = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Form().IsMatch(typed))
        {
            return new ReleaseTag(typed);
        }

        result.AddError($"'{typed}' is not the tag of a version. Specify a tag such as v1.2.0.");
        return null;
    }

    [GeneratedRegex(@"\Av[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?\z")]
    private static partial Regex Form();
}
