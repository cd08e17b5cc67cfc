using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>Reads all models once in a separate process, and prints the cost.</summary>
internal static class ColdRun
{
    internal const string Command = "cold";

    /// <summary>The argument that selects NJsonSchema instead of a generator. NJsonSchema only loads the schemas.</summary>
    internal const string Reference = "NJsonSchema";

    /// <param name="way">What to run: <see cref="Reference"/>, or the path of a generator.</param>
    internal static void Write(string way)
    {
        var files = CorpusModels.Read();
        var cost = way == Reference ? Loaded(files) : Generated(GeneratorAssembly.Load(way), files);
        Console.WriteLine(JsonSerializer.Serialize(cost));
    }

    internal static ColdCost Parse(string line) => JsonSerializer.Deserialize<ColdCost>(line)!;

    private static ColdCost Loaded(ImmutableArray<AdditionalText> files)
    {
        var loaded = 0;
        var cost = RunCost.Of(() =>
        {
            foreach (var file in files)
            {
                try
                {
                    JsonSchema.FromJsonAsync(((SchemaText)file).Text).GetAwaiter().GetResult();
                    loaded++;
                }
                catch (Exception error) when (error is InvalidOperationException or Newtonsoft.Json.JsonException)
                {
                    // This schema is not counted: NJsonSchema could not resolve all of its references.
                }
            }
        });
        return new ColdCost(cost, loaded);
    }

    private static ColdCost Generated(ISourceGenerator generator, ImmutableArray<AdditionalText> files)
    {
        var compilation = CSharpCompilation.Create("Corpus");
        var driver = Driver(generator, files, isTracked: false);
        var cold = RunCost.Of(() => driver = driver.RunGenerators(compilation));
        var before = Sources(driver);
        var (file, edited) = Edit(files);
        var edit = RunCost.Of(() => driver = driver.ReplaceAdditionalText(file, edited).RunGenerators(compilation));
        var emitted = Sources(driver).Count(source => !before.Contains(source));

        // Tracking the generator's steps costs time, so a separate run counts them.
        var tracked = Driver(generator, files, isTracked: true).RunGenerators(compilation);
        var steps = tracked.ReplaceAdditionalText(file, edited).RunGenerators(compilation).GetRunResult().Results.Single().TrackedSteps;
        var parsed = steps["Parse"]
            .SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        return new ColdCost(cold, before.Count, edit, parsed, emitted);
    }

    private static GeneratorDriver Driver(ISourceGenerator generator, ImmutableArray<AdditionalText> files, bool isTracked) =>
        CSharpGeneratorDriver.Create(
            [generator],
            files,
            new CSharpParseOptions(LanguageVersion.CSharp12),
            new ProjectOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, isTracked));

    /// <summary>
    /// Returns the text objects of the generated files, to be compared by identity. A file that is written again gets a new text object,
    /// even if the text stays the same.
    /// </summary>
    private static HashSet<object> Sources(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        return result.Exception is { } error
            ? throw new InvalidOperationException("The generator threw.", error)
            : new(result.GeneratedSources.Select(source => source.SourceText), ReferenceEqualityComparer.Instance);
    }

    private static (SchemaText File, SchemaText Edited) Edit(ImmutableArray<AdditionalText> files)
    {
        const string Documented = "\"description\": \"";
        var file = files.Cast<SchemaText>().First(file => file.Kind == "Input" && file.Text.Contains(Documented, StringComparison.Ordinal));
        return (file, file.With(file.Text.Replace(Documented, Documented + "Edited. ", StringComparison.Ordinal)));
    }
}
