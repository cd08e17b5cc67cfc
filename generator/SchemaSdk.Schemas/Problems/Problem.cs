using System.Globalization;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Problems;

/// <summary>A diagnostic before it is reported. It has only values, so the pipeline can cache it.</summary>
/// <param name="Id">The id of its kind.</param>
/// <param name="Path">The schema file; empty for the project itself.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Arguments">The arguments of the message.</param>
internal sealed record Problem(string Id, string Path, SourceSpan Place, EquatableArray<string> Arguments)
{
    private const int MaxArgument = 500;

    /// <summary>The target of the reference at the place; null if there is none.</summary>
    public FilePlace? Target { get; init; }

    /// <summary>The text of the problem.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, ProblemKinds.ById(Id).Message, [.. Arguments]);

    /// <summary>Makes a problem.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="path">The schema file.</param>
    /// <param name="place">Where in it.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public static Problem At(ProblemKind kind, string path, SourceSpan place, params string[] arguments) =>
        new(kind.Id, path, place, arguments.Select(OneLine).ToEquatableArray());

    /// <summary>Makes a problem of the project itself, which belongs to no file.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public static Problem OfProject(ProblemKind kind, params string[] arguments) => At(kind, "", SourceSpan.FileStart, arguments);

    /// <summary>Puts a text on one line and cuts it, because a build log has one line for each problem.</summary>
    private static string OneLine(string text) =>
        new([
            .. (text.Length <= MaxArgument ? text : text.Substring(0, MaxArgument - 1) + "…").Select(
                character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character)
        ]);
}
