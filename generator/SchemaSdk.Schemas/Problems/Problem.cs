using System.Globalization;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Problems;

/// <summary>A diagnostic before it is reported: values only, so that it can travel through the pipeline.</summary>
/// <param name="Id">Which kind.</param>
/// <param name="Path">The schema file; empty for the project itself.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Arguments">What the message's holes are filled with.</param>
internal sealed record Problem(string Id, string Path, SourceSpan Place, EquatableArray<string> Arguments)
{
    private const int MaxArgument = 500;

    /// <summary>The target of a reference that stands at the place; null if there is none.</summary>
    public FilePlace? Target { get; init; }

    /// <summary>The text of the problem.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, ProblemKinds.ById(Id).Message, [.. Arguments]);

    /// <summary>Notes a problem.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="path">The schema file.</param>
    /// <param name="place">Where in it.</param>
    /// <param name="arguments">What the message's holes are filled with.</param>
    public static Problem At(ProblemKind kind, string path, SourceSpan place, params string[] arguments) =>
        new(kind.Id, path, place, arguments.Select(OneLine).ToEquatableArray());

    /// <summary>Notes a problem of the project itself, which no file has.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="arguments">What the message's holes are filled with.</param>
    public static Problem OfProject(ProblemKind kind, params string[] arguments) => At(kind, "", SourceSpan.FileStart, arguments);

    /// <summary>A build log has one line for each problem, and a person to read it.</summary>
    private static string OneLine(string text) =>
        new([
            .. (text.Length <= MaxArgument ? text : text.Substring(0, MaxArgument - 1) + "…").Select(
                character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character)
        ]);
}
