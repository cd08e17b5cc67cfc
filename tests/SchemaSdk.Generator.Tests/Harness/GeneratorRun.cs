using System.Reflection;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>One generator driver over schemas in memory. Every edit runs the generator again, on the same driver, as an IDE does.</summary>
internal sealed class GeneratorRun
{
    /// <summary>Steps are tracked only up to this many files, because tracking time grows with the square of their number.</summary>
    private const int MaxTrackedFiles = 30;

    /// <summary>The names of steps that Roslyn itself tracks before the generator's first step.</summary>
    private static readonly string[] Inputs = ["AdditionalTexts", "AnalyzerConfigOptions", "Compilation", "ParseOptions"];

    private static readonly IReadOnlyList<string> StepNames =
        [.. typeof(Steps).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>A schema with one property, for the part of a model that a test is not about.</summary>
    public const string Small = """{ "type": "object", "properties": { "x": { "type": "string" } } }""";

    private readonly Dictionary<string, string> _options;
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;
    private List<SchemaText> _files;
    private IReadOnlySet<object> _valuesBefore = new HashSet<object>();
    private IReadOnlyDictionary<string, string>? _sources;
    private IReadOnlyList<string>? _problems;

    private GeneratorRun(IEnumerable<SchemaText> files, IReadOnlyDictionary<string, string> options, CSharpCompilation compilation)
    {
        _options = BuildOptions.With(options);
        _files = [.. files];
        _compilation = compilation;
        _driver = CSharpGeneratorDriver.Create(
            [new SchemaSdkGenerator().AsSourceGenerator()],
            _files,
            Compiler.Options(compilation.LanguageVersion),
            new BuildOptions(_options),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, _files.Count <= MaxTrackedFiles));
        Run();
    }

    public GeneratorRunResult Result { get; private set; }

    /// <summary>The number of times that the last run read a file.</summary>
    public int TextsRead { get; private set; }

    /// <summary>The generated files, by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources => _sources ??= Result.GeneratedSources
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>The code of the model <c>acme/a</c>.</summary>
    public string Code => Sources["acme_a.g.cs"];

    /// <summary>
    /// The sorted diagnostics, as <c>SSDK002 warning schemas/x/input.json(1,1): text</c>. Fails unless an editor shows the same ones.
    /// </summary>
    public IReadOnlyList<string> Problems => _problems ??= FindProblems();

    public static GeneratorRun Over(params SchemaText[] files) => Over(files, BuildOptions.Defaults);

    public static GeneratorRun Over(IEnumerable<SchemaText> files, IReadOnlyDictionary<string, string> options) =>
        new(files, options, Compiler.Empty(LanguageVersion.CSharp12));

    public static GeneratorRun Over(IEnumerable<SchemaText> files, CSharpCompilation compilation, string? target = null) =>
        new(files, target is null ? BuildOptions.Defaults : new Dictionary<string, string> { ["TargetFramework"] = target }, compilation);

    /// <summary>Runs the generator on the model <c>acme/a</c>.</summary>
    public static GeneratorRun OfModel(string input, string output) =>
        Over(SchemaText.Input("acme/a", input), SchemaText.Output("acme/a", output));

    /// <summary>Runs the generator on the model <c>acme/a</c> with this input schema, and on further files.</summary>
    public static GeneratorRun OfInput(string input, params SchemaText[] more) =>
        Over([SchemaText.Input("acme/a", input), SchemaText.Output("acme/a", Small), .. more]);

    /// <summary>Runs the generator on one model for each schema, such as <c>acme/m0</c>. Its input and output have this schema.</summary>
    public static GeneratorRun OfEach(IEnumerable<string> schemas) => Over([.. schemas.SelectMany(
        (schema, i) => new[] { SchemaText.Input($"acme/m{i}", schema), SchemaText.Output($"acme/m{i}", schema) })]);

    /// <summary>Fails if there is a diagnostic, or if the code of the model <c>acme/a</c> lacks one of these texts.</summary>
    public void ExpectCode(params string[] texts)
    {
        Assert.Empty(Problems);
        Assert.All(texts, text => Assert.Contains(text, Code, StringComparison.Ordinal));
    }

    /// <summary>As <see cref="ExpectCode"/>, and fails if the compiler complains.</summary>
    public void ExpectCompiled(params string[] texts)
    {
        ExpectCode(texts);
        Assert.Empty(Compiler.Complaints(this, LanguageVersion.CSharp12));
    }

    /// <summary>Returns a generated type of a model below <c>acme</c>, such as <c>AInput</c>.</summary>
    public Type TypeOf(string name) => Compiler.Load(this).GetType($"Acme.Sdk.Models.Acme.{name}")!;

    public GeneratorRun Insert(int index, SchemaText file) => Change(files => files.Insert(index, file));

    public GeneratorRun Remove(string path) => Change(files => files.RemoveAll(file => file.Path == path));

    public GeneratorRun Rename(string path, string newPath) => Change(files =>
    {
        var index = files.FindIndex(file => file.Path == path);
        files[index] = new SchemaText(newPath, files[index].Text, files[index].Kind) { Metadata = files[index].Metadata };
    });

    public GeneratorRun Edit(string path, Func<string, string> edit) => Change(files =>
    {
        var index = files.FindIndex(file => file.Path == path);
        files[index] = files[index].With(edit(files[index].Text));
    });

    /// <summary>Replaces all files with new objects that have the same content.</summary>
    public GeneratorRun Reload() => Reorder(files => files.Select(file => file.With(file.Text)));

    public GeneratorRun Reorder(Func<IEnumerable<SchemaText>, IEnumerable<SchemaText>> order) => Change(files =>
    {
        var ordered = order([.. files]).ToList();
        files.Clear();
        files.AddRange(ordered);
    });

    public GeneratorRun EditCSharp()
    {
        _compilation = _compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("internal class Unrelated;", Compiler.Options(LanguageVersion.CSharp12)));
        return Run();
    }

    public GeneratorRun SetOption(string name, string value)
    {
        _options[name] = value;
        _driver = _driver.WithUpdatedAnalyzerConfigOptions(new BuildOptions(_options));
        return Run();
    }

    public GeneratorRun Run()
    {
        _valuesBefore = Values();
        (_sources, _problems) = (null, null);
        var reads = _files.Sum(file => file.Reads);
        _driver = _driver.RunGenerators(_compilation);
        Result = _driver.GetRunResult().Results.Single();
        TextsRead = _files.Sum(file => file.Reads) - reads;
        return Result.Exception is null
            ? this
            : throw new InvalidOperationException("The generator threw: " + Result.Exception, Result.Exception);
    }

    private IReadOnlyList<string> FindProblems()
    {
        Assert.Equal(ProblemText.Whole(Result.Diagnostics), ProblemText.Whole(EditorRun.Problems(_files, _options, _compilation)));
        return ProblemText.Of(Result.Diagnostics, Uri.UnescapeDataString(_options["ModelSchemaRootEscaped"]));
    }

    /// <summary>
    /// Counts the outputs of each tracked step, including the generated files, by run reason. Only the counts are returned, because the
    /// compiler passes files in no particular order. The steps of a run over many files are not tracked.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<(int Count, IncrementalStepRunReason Reason)>>> ReasonsByStep()
    {
        var steps = Result.TrackedSteps
            .Concat(Result.TrackedOutputSteps)
            .Where(step => !Inputs.Contains(step.Key))
            .DistinctBy(step => step.Key)
            .ToDictionary(step => step.Key, step => Count(step.Value));
        var names = StepNames.Concat(steps.Keys.Order(StringComparer.Ordinal)).Distinct().Where(steps.ContainsKey);
        return [.. names.Select(name => KeyValuePair.Create(name, steps[name]))];
    }

    /// <summary>
    /// The schema files that the last run parsed. A file counts as parsed if its parsed object is new, no matter what the compiler
    /// reports.
    /// </summary>
    public IReadOnlyList<string> Parsed() =>
    [
        .. Outputs(Result, Steps.Parse)
            .Where(schema => !_valuesBefore.Contains(schema))
            .Select(schema => ((ParsedSchema)schema).File.Name)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The generated files that the last run wrote again. A file counts as written again if its text object is new.</summary>
    public IReadOnlyList<string> Emitted() =>
    [
        .. Result.GeneratedSources
            .Where(source => !_valuesBefore.Contains(source.SourceText))
            .Select(source => source.HintName)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The ids of the models for which the last run joined input and output again.</summary>
    public IReadOnlyList<string> Joined() =>
    [
        .. Result.TrackedSteps[Steps.Join]
            .SelectMany(run => run.Outputs)
            .Where(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
            .Select(output => ((JoinedSchema)output.Value).Endpoint?.Path.Id ?? "")
            .Order(StringComparer.Ordinal),
    ];

    private static IReadOnlyList<(int Count, IncrementalStepRunReason Reason)> Count(IEnumerable<IncrementalGeneratorRunStep> runs) =>
    [
        .. runs
            .SelectMany(run => run.Outputs)
            .GroupBy(output => output.Reason)
            .OrderBy(reason => reason.Key.ToString(), StringComparer.Ordinal)
            .Select(reason => (reason.Count(), reason.Key)),
    ];

    private HashSet<object> Values() => Result.TrackedSteps is null
        ? []
        : new(
            Outputs(Result, Steps.Parse).Concat(Result.GeneratedSources.Select(source => source.SourceText)),
            ReferenceEqualityComparer.Instance);

    private static IEnumerable<object> Outputs(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out var runs)
            ? runs.SelectMany(run => run.Outputs)
                .Where(output => output.Reason != IncrementalStepRunReason.Removed)
                .Select(output => output.Value)
            : [];

    private GeneratorRun Change(Action<List<SchemaText>> change)
    {
        _files = [.. _files];
        change(_files);
        _driver = _driver.ReplaceAdditionalTexts([.. _files]);
        return Run();
    }
}
