using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.SchemaFolders.Versions;

/// <summary>A version of a release: three numbers. Previews are not releases.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
/// <param name="Patch">The third number.</param>
internal sealed partial record ReleaseVersion(int Major, int Minor, int Patch) : IComparable<ReleaseVersion>
{
    /// <summary>Parses a version such as <c>1.2.3</c>, or its tag <c>v1.2.3</c>; returns null for any other text.</summary>
    internal static ReleaseVersion? Parse(string text) => Form().Match(text) is { Success: true } match
        && Number(match, 1) is { } major && Number(match, 2) is { } minor && Number(match, 3) is { } patch
            ? new ReleaseVersion(major, minor, patch)
            : null;

    /// <summary>Returns the next version. Before 1.0, a breaking change raises the second number, as SemVer allows.</summary>
    internal ReleaseVersion Next(Bump bump) => bump switch
    {
        Bump.None => this,
        Bump.Patch => this with { Patch = Patch + 1 },
        Bump.Major when Major > 0 => new ReleaseVersion(Major + 1, 0, 0),
        _ => new ReleaseVersion(Major, Minor + 1, 0),
    };

    /// <summary>Compares the first two numbers of the versions, and returns true if this version is higher than the other.</summary>
    internal bool IsLaterMinorThan(ReleaseVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor)) > 0;

    public int CompareTo(ReleaseVersion? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    private static int? Number(Match match, int group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < int.MaxValue
            ? number
            : null;

    [GeneratedRegex(@"\Av?(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\z")]
    private static partial Regex Form();
}
