using System.Globalization;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Problems;

/// <summary>A diagnostic that has not been reported yet. It contains only values, so the pipeline can cache it.</summary>
/// <param name="Id">The id of the kind, such as <c>SSDK001</c>.</param>
/// <param name="Path">The file that has the problem; empty for the project itself.</param>
/// <param name="Place">The position in the file.</param>
/// <param name="Arguments">The arguments of the message.</param>
internal sealed record Problem(string Id, string Path, SourceSpan Place, EquatableArray<string> Arguments)
{
    private const int MaxArgument = 500;

    /// <summary>The target of the reference at the problem's position; null if no reference is at that position.</summary>
    public FilePlace? Target { get; init; }

    public string Message => string.Format(CultureInfo.InvariantCulture, ProblemKinds.ById(Id).Message, [.. Arguments]);

    public static Problem At(ProblemKind kind, string path, SourceSpan place, params string[] arguments) =>
        new(kind.Id, path, place, arguments.Select(OneLine).ToEquatableArray());

    /// <summary>Creates a problem with the project itself, which belongs to no file.</summary>
    public static Problem OfProject(ProblemKind kind, params string[] arguments) => At(kind, "", SourceSpan.FileStart, arguments);

    /// <summary>Puts text on one line and truncates it, because a build log has one line per problem.</summary>
    public static string OneLine(string text) =>
        new([
            .. (text.Length <= MaxArgument ? text : text.Substring(0, MaxArgument - 1) + "…").Select(
                character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character)
        ]);
}
