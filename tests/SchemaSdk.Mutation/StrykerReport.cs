using System.Globalization;
using System.Text.Json.Nodes;

namespace SchemaSdk.Mutation;

/// <summary>Stryker's list of the mutants.</summary>
internal sealed class StrykerReport
{
    private readonly JsonNode _report;

    private StrykerReport(JsonNode report) => _report = report;

    public static StrykerReport Read(Workplace place) => new(JsonNode.Parse(File.ReadAllText(place.StrykerReport))!);

    /// <summary>The mutants that compile and that Stryker would test.</summary>
    public IEnumerable<Mutant> Mutants()
    {
        var root = _report["projectRoot"]!.GetValue<string>();
        foreach (var (path, file) in _report["files"]!.AsObject())
        {
            var lines = file!["source"]!.GetValue<string>().Split('\n');
            foreach (var mutant in Tested(file))
            {
                var (start, end) = (mutant["location"]!["start"]!, mutant["location"]!["end"]!);
                yield return new Mutant(
                    IdOf(mutant),
                    Path.GetRelativePath(root, path).Replace('\\', '/'),
                    Number(start["line"]),
                    mutant["mutatorName"]!.GetValue<string>(),
                    Between(lines, start, end),
                    mutant["replacement"]!.GetValue<string>());
            }
        }
    }

    /// <summary>Saves it with the verdicts in it, for whatever shows such reports.</summary>
    public void Save(string path, IReadOnlyDictionary<int, Verdict> verdicts)
    {
        foreach (var mutant in _report["files"]!.AsObject().SelectMany(file => Tested(file.Value!)))
        {
            mutant["status"] = verdicts.TryGetValue(IdOf(mutant), out var verdict) ? verdict.Status : "Pending";
            mutant["statusReason"] = verdict?.Remark;
        }

        File.WriteAllText(path, _report.ToJsonString());
    }

    private static IEnumerable<JsonNode> Tested(JsonNode file) =>
        file["mutants"]!
            .AsArray()
            .Select(mutant => mutant!)
            .Where(mutant => mutant["status"]!.GetValue<string>() is not ("CompileError" or "Ignored"));

    private static int IdOf(JsonNode mutant) => int.Parse(mutant["id"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static int Number(JsonNode? number) => number!.GetValue<int>();

    private static string Between(string[] lines, JsonNode start, JsonNode end)
    {
        var (first, last) = (Number(start["line"]) - 1, Number(end["line"]) - 1);
        var (from, to) = (Number(start["column"]) - 1, Number(end["column"]) - 1);
        return first == last
            ? lines[first][from..to]
            : string.Join('\n', [lines[first][from..], .. lines[(first + 1)..last], lines[last][..to]]);
    }
}
