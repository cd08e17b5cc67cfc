using System.Globalization;
using System.Text;

namespace SchemaSdk.Mutation;

/// <summary>Reports the mutants: Stryker's own report with the verdicts in it, and a list of those that survived.</summary>
internal static class Report
{
    /// <summary>Writes both.</summary>
    public static int Write(Workplace place, string markdown)
    {
        var report = StrykerReport.Read(place);
        var verdicts = place.Verdicts();
        var judged = report.Mutants()
            .Select(mutant => (Mutant: mutant, Status: verdicts.TryGetValue(mutant.Id, out var verdict) ? verdict.Status : "Pending"))
            .ToList();
        report.Save(Path.Combine(place.Folder, "judged-report.json"), verdicts);
        File.WriteAllText(markdown, Text(judged));
        Console.Write(Table(judged));
        return 0;
    }

    private static string Text(IReadOnlyList<(Mutant Mutant, string Status)> judged)
    {
        var text = new StringBuilder(
            "# Mutants that survive\n\nWritten by `.ci/mutation`, see docs/internals/mutation.md. *Italic*: no test runs it.\n\n")
            .Append(Table(judged));
        var survivors = judged.Where(mutant => mutant.Status is Verdict.Survived or Verdict.NoCoverage).ToList();
        foreach (var folder in survivors.GroupBy(mutant => Folder(mutant.Mutant)).OrderBy(folder => folder.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {folder.Key}\n");
            foreach (var file in folder.GroupBy(mutant => mutant.Mutant.File))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n`{file.Key}`\n\n");
                foreach (var (mutant, status) in file.OrderBy(mutant => mutant.Mutant.Line).ThenBy(mutant => mutant.Mutant.Id))
                {
                    text.Append(status == Verdict.NoCoverage ? $"- *{Line(mutant)}*\n" : $"- {Line(mutant)}\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Table(IReadOnlyList<(Mutant Mutant, string Status)> judged)
    {
        var text = new StringBuilder(
            "| | mutants | judged | killed | never end | survive | not run | score |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var folder in judged.GroupBy(mutant => Folder(mutant.Mutant)).OrderBy(folder => folder.Key, StringComparer.Ordinal))
        {
            Row(text, folder.Key, [.. folder.Select(mutant => mutant.Status)]);
        }

        Row(text, "all", [.. judged.Select(mutant => mutant.Status)]);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, string[] statuses)
    {
        int Count(string status) => statuses.Count(other => other == status);
        var (killed, overdue) = (Count(Verdict.Killed), Count(Verdict.Timeout));
        var judged = statuses.Length - Count("Pending") - Count(Verdict.Running);
        var score = 100.0 * (killed + overdue) / judged;
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {name} | {statuses.Length} | {judged} | {killed} | {overdue} | "
            + $"{Count(Verdict.Survived)} | {Count(Verdict.NoCoverage)} | {score:0.0} % |\n");
    }

    /// <summary>Gives the stage that a file belongs to.</summary>
    private static string Folder(Mutant mutant) =>
        mutant.File.Contains('/', StringComparison.Ordinal) ? mutant.File.Split('/')[0] : "Entry";

    private static string Line(Mutant mutant)
    {
        var (before, after) = (Code(mutant.Original), Code(mutant.Replacement));
        return $"line {mutant.Line}: {before} → {(before == after ? mutant.Mutator : after)}";
    }

    private static string Code(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var shown = line.Length <= 90 ? line : line[..89] + "…";
        return shown.Contains('`', StringComparison.Ordinal) ? $"`` {shown} ``" : $"`{shown}`";
    }
}
