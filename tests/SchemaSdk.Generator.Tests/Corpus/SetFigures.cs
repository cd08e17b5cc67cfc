using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests.Corpus;

internal sealed partial class SetFigures
{
    private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private readonly List<double> _ratios = [];

    private SetFigures(string name) => Name = name;

    public string Name { get; }

    public int Models { get; private set; }

    public int Files { get; private set; }

    public int TypedFully { get; private set; }

    public int WithFallbacks { get; private set; }

    /// <summary>The files without code, with their diagnostics.</summary>
    public List<string> Refused { get; } = [];

    public int Properties { get; private set; }

    public int Fallbacks { get; private set; }

    /// <summary>The parts that became JSON without a diagnostic.</summary>
    public List<string> Silent { get; } = [];

    public long SchemaBytes { get; private set; }

    public long CodeBytes { get; private set; }

    /// <summary>The sorted C# bytes per schema byte of each model, without comments and schema texts.</summary>
    public IReadOnlyList<double> Ratios => _ratios;

    public double TypedShare => Files == 0 ? 1 : (double)TypedFully / Files;

    public double Ratio => SchemaBytes == 0 ? 0 : (double)CodeBytes / SchemaBytes;

    public IReadOnlyDictionary<string, int> Reasons => _reasons;

    public static SetFigures Of(GeneratedSet set)
    {
        var figures = new SetFigures(set.Name);
        foreach (var batch in set.Batches)
        {
            figures.Add(batch);
        }

        figures._ratios.Sort();
        return figures;
    }

    public static SetFigures Sum(IReadOnlyList<SetFigures> parts)
    {
        var sum = new SetFigures("all");
        foreach (var part in parts)
        {
            sum.Models += part.Models;
            sum.Files += part.Files;
            sum.TypedFully += part.TypedFully;
            sum.WithFallbacks += part.WithFallbacks;
            sum.Refused.AddRange(part.Refused);
            sum.Properties += part.Properties;
            sum.Fallbacks += part.Fallbacks;
            sum.SchemaBytes += part.SchemaBytes;
            sum.CodeBytes += part.CodeBytes;
            sum._ratios.AddRange(part._ratios);
            foreach (var (reason, count) in part.Reasons)
            {
                sum._reasons[reason] = sum._reasons.GetValueOrDefault(reason) + count;
            }
        }

        sum._ratios.Sort();
        return sum;
    }

    private void Add(GeneratedBatch batch)
    {
        CodeBytes += batch.BytesOfClient;
        foreach (var model in batch.Models)
        {
            Models++;
            var schema = AddFile(batch, model, "input.json", model.Input) + AddFile(batch, model, "output.json", model.Output);
            var code = batch.BytesOf(model);
            SchemaBytes += schema;
            CodeBytes += code;
            _ratios.Add((double)code / schema);
        }
    }

    private int AddFile(GeneratedBatch batch, CorpusModel model, string file, string? text)
    {
        if (text is null)
        {
            return 0;
        }

        Files++;
        var path = GeneratedBatch.PathOf(model, file);
        var problems = batch.ProblemsOf(path).ToList();
        foreach (var problem in problems.Where(problem => problem.Id != "SSDK002"))
        {
            var reason = Reason(problem);
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        }

        if (batch.Schemas.GetValueOrDefault(path)?.Shape is not { } shape)
        {
            Refused.Add($"{Name}/{model.Id}/{file}: {string.Join("; ", problems)}");
            return Encoding.UTF8.GetByteCount(text);
        }

        AddShape(shape, text, $"{Name}/{model.Id}/{file}", problems.Any(SaysJson));
        return Encoding.UTF8.GetByteCount(text);
    }

    private void AddShape(Shape shape, string text, string file, bool isReported)
    {
        var untyped = UntypedParts.Of(shape, text);
        Properties += UntypedParts.CountProperties(shape);
        Fallbacks += untyped.Count;
        if (untyped.Count > 0 || isReported)
        {
            WithFallbacks++;
        }
        else
        {
            TypedFully++;
        }

        if (untyped.Count > 0 && !isReported)
        {
            Silent.Add($"{file} {string.Join(", ", untyped)}");
        }
    }

    private static bool SaysJson(Diagnostic problem) =>
        problem.Id != "SSDK002" && problem.GetMessage().Contains("JsonElement", StringComparison.Ordinal);

    /// <summary>Removes the parts of a message that differ between files.</summary>
    private static string Reason(Diagnostic problem) => $"{problem.Id} {Quoted().Replace(problem.GetMessage(), "…")}";

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|(?<=named ).*")]
    private static partial Regex Quoted();
}
