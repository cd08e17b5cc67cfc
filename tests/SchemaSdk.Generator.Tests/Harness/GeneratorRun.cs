using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>One generator driver over schemas in memory. Every edit runs the generator again, on the same driver, as an IDE does.</summary>
internal sealed class GeneratorRun
{
    private readonly Dictionary<string, string> _options;
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;
    private List<SchemaText> _files;

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
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Run();
    }

    /// <summary>What the last run gave.</summary>
    public GeneratorRunResult Result { get; private set; }

    /// <summary>The generated files, by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources => Result.GeneratedSources
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>The diagnostics, as <c>SSDK002 warning schemas/x/input.json(1,1): text</c>, sorted. Whoever asks checks that an editor shows the same.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            Assert.Equal(ProblemText.Whole(Result.Diagnostics), ProblemText.Whole(EditorRun.Problems(_files, _options, _compilation)));
            return ProblemText.Of(Result.Diagnostics, _options["ModelSchemaRootFullPath"]);
        }
    }

    /// <summary>Runs the generator for the first time.</summary>
    public static GeneratorRun Over(params SchemaText[] files) => Over(files, BuildOptions.Defaults);

    /// <summary>Runs the generator for the first time, in a project with other properties.</summary>
    public static GeneratorRun Over(IEnumerable<SchemaText> files, IReadOnlyDictionary<string, string> options) =>
        new(files, options, Compiler.Empty(LanguageVersion.CSharp12));

    /// <summary>Runs the generator for the first time, in a project of another language or with other references.</summary>
    public static GeneratorRun Over(IEnumerable<SchemaText> files, CSharpCompilation compilation) => Over(files, compilation, null);

    /// <summary>Runs the generator for the first time, in a project with other references, whose target framework has a name.</summary>
    public static GeneratorRun Over(IEnumerable<SchemaText> files, CSharpCompilation compilation, string? target) =>
        new(files, target is null ? BuildOptions.Defaults : new Dictionary<string, string> { ["TargetFramework"] = target }, compilation);

    /// <summary>Adds a file at a position.</summary>
    public GeneratorRun Insert(int index, SchemaText file) => Change(files => files.Insert(index, file));

    /// <summary>Takes a file away.</summary>
    public GeneratorRun Remove(string path) => Change(files => files.RemoveAll(file => file.Path == path));

    /// <summary>Gives a file another text.</summary>
    public GeneratorRun Edit(string path, Func<string, string> edit) => Change(files =>
    {
        var index = files.FindIndex(file => file.Path == path);
        files[index] = files[index].With(edit(files[index].Text));
    });

    /// <summary>Hands in all files anew, with the same text.</summary>
    public GeneratorRun Reload() => Reorder(files => files.Select(file => file.With(file.Text)));

    /// <summary>Hands in the files in another order.</summary>
    public GeneratorRun Reorder(Func<IEnumerable<SchemaText>, IEnumerable<SchemaText>> order) => Change(files =>
    {
        var ordered = order([.. files]).ToList();
        files.Clear();
        files.AddRange(ordered);
    });

    /// <summary>Adds a class to the project.</summary>
    public GeneratorRun EditCSharp()
    {
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal class Unrelated;", Compiler.Options(LanguageVersion.CSharp12)));
        return Run();
    }

    /// <summary>Sets an MSBuild property.</summary>
    public GeneratorRun SetOption(string name, string value)
    {
        _options[name] = value;
        _driver = _driver.WithUpdatedAnalyzerConfigOptions(new BuildOptions(_options));
        return Run();
    }

    /// <summary>Runs the generator again with nothing changed.</summary>
    public GeneratorRun Run()
    {
        _driver = _driver.RunGenerators(_compilation);
        Result = _driver.GetRunResult().Results.Single();
        return Result.Exception is null ? this : throw new InvalidOperationException("The generator threw: " + Result.Exception, Result.Exception);
    }

    /// <summary>
    /// How many outputs of each tracked step, and of the files, had which run reason: <c>Parse: 5 Cached, 1 Modified</c>.
    /// Only counts: the compiler hands in files in no order.
    /// </summary>
    public string Reasons()
    {
        var steps = Result.TrackedSteps
            .Concat(Result.TrackedOutputSteps)
            .Where(step => !Pipeline.InputNames.Contains(step.Key))
            .DistinctBy(step => step.Key)
            .ToDictionary(step => step.Key, step => Count(step.Value));
        var names = Pipeline.StepNames.Concat(steps.Keys.Order(StringComparer.Ordinal)).Distinct().Where(steps.ContainsKey);
        return string.Join("\n", names.Select(name => $"{name}: {steps[name]}"));
    }

    /// <summary>The ids of the models that were joined anew, with another result.</summary>
    public IReadOnlyList<string> Joined() =>
    [
        .. Result.TrackedSteps[Steps.Join]
            .SelectMany(run => run.Outputs)
            .Where(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
            .Select(output => ((JoinedSchema)output.Value).Endpoint?.Path.Id ?? "")
            .Order(StringComparer.Ordinal),
    ];

    private static string Count(IEnumerable<IncrementalGeneratorRunStep> runs) => string.Join(", ", runs
        .SelectMany(run => run.Outputs)
        .GroupBy(output => output.Reason)
        .OrderBy(reason => reason.Key.ToString(), StringComparer.Ordinal)
        .Select(reason => $"{reason.Count()} {reason.Key}"));

    private GeneratorRun Change(Action<List<SchemaText>> change)
    {
        _files = [.. _files];
        change(_files);
        _driver = _driver.ReplaceAdditionalTexts([.. _files]);
        return Run();
    }
}
