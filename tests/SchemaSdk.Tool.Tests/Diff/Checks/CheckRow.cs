namespace SchemaSdk.Tool.Tests.Diff.Checks;

/// <summary>A row of a table that compares another tool's checks with the rules of <c>diff</c>.</summary>
/// <param name="Checks">The checks of the other tool; empty in a table of rules that match no check.</param>
/// <param name="Rules">The rules that correspond to the checks; empty if the checked change cannot occur.</param>
/// <param name="Severity">The severity of the rules, as the page names it.</param>
/// <param name="Mentioned">The rules that a note mentions.</param>
internal sealed record CheckRow(
    IReadOnlyList<string> Checks, IReadOnlyList<string> Rules, string Severity, IReadOnlyList<string> Mentioned);
