using System.Globalization;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Measures sets of schemas: how much of them is typed, and how large the generated code is.</summary>
internal sealed class SetFigures
{
    private readonly List<double> _ratios = [];
    private int _files;
    private int _typedFully;
    private int _properties;
    private int _fallbacks;
    private long _schemaBytes;
    private long _codeBytes;

    public SetFigures(IEnumerable<GeneratedSet> sets)
    {
        foreach (var batch in sets.SelectMany(set => set.Batches))
        {
            _codeBytes += batch.BytesOfClient;
            foreach (var model in batch.Models)
            {
                var schema = model.Files.Sum(file => AddFile(batch, model, file.Name, file.Text));
                var code = batch.BytesOf(model);
                _schemaBytes += schema;
                _codeBytes += code;
                _ratios.Add((double)code / schema);
            }
        }

        _ratios.Sort();
    }

    /// <summary>The schema files for which no code was generated, with their diagnostics.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>The parts that became untyped JSON without a diagnostic.</summary>
    public List<string> Silent { get; } = [];

    public double TypedShare => _files == 0 ? 1 : (double)_typedFully / _files;

    /// <summary>The share of properties that are untyped JSON.</summary>
    public double FallbackShare => (double)_fallbacks / Math.Max(1, _properties);

    /// <summary>The C# bytes per schema byte, excluding comments and the JSON of schemas.</summary>
    public double Ratio => (double)_codeBytes / Math.Max(1, _schemaBytes);

    /// <summary>Nine tenths of the models have at most this many C# bytes per schema byte.</summary>
    public double RatioOfNinthTenth => _ratios.Count == 0 ? 0 : _ratios[Math.Min(_ratios.Count - 1, (int)(_ratios.Count * 0.9))];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_files} files, {TypedShare:P1} of them typed fully; {_properties} properties, {FallbackShare:P2} of them JSON; "
        + $"{Ratio:0.00} C# bytes per schema byte, at most {RatioOfNinthTenth:0.00} in nine tenths of the models");

    private int AddFile(GeneratedBatch batch, CorpusModel model, string file, string text)
    {
        _files++;
        var path = GeneratedBatch.PathOf(model, file);
        var problems = batch.ProblemsOf(path).ToList();
        if (batch.Schemas.GetValueOrDefault(path)?.Shape is not { } shape)
        {
            Refused.Add($"{model.Set}/{model.Id}/{file}: {string.Join("; ", problems)}");
            return Encoding.UTF8.GetByteCount(text);
        }

        var untyped = UntypedParts.Of(shape, text);
        var isReported = problems.Any(SaysJson);
        _properties += UntypedParts.CountProperties(shape);
        _fallbacks += untyped.Count;
        _typedFully += untyped.Count > 0 || isReported ? 0 : 1;
        if (untyped.Count > 0 && !isReported)
        {
            Silent.Add($"{model.Set}/{model.Id}/{file} {string.Join(", ", untyped)}");
        }

        return Encoding.UTF8.GetByteCount(text);
    }

    private static bool SaysJson(Diagnostic problem) =>
        problem.Id != "SSDK002" && problem.GetMessage().Contains("JsonElement", StringComparison.Ordinal);
}
