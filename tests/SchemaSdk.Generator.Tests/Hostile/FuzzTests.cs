using System.Collections.Concurrent;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests random schemas, a hundred per run of the generator. <c>SCHEMASDK_FULL=1</c> tries 100,000 schemas, and
/// <c>SCHEMASDK_FUZZ_SEED</c> sets the seed from which the schemas are generated.
/// </summary>
public class FuzzTests
{
    private const int BatchSize = 100;

    /// <summary>The number of batches for each one that is compiled. Compiling takes longer than all other steps.</summary>
    private const int CompiledBatches = 40;

    /// <summary>The maximum number of bytes allocated per schema of a batch, far below the limit in docs/reference/dialect.md.</summary>
    private const long MaxBytesEach = 20_000_000;

    private static readonly int Batches = FullRun.IsOn ? 1000 : 2;

    private static readonly ulong Seed = Environment.GetEnvironmentVariable("SCHEMASDK_FUZZ_SEED") is { Length: > 0 } seed
        ? ulong.Parse(seed, CultureInfo.InvariantCulture)
        : 20261120;

    [Fact]
    public void Random_schemas_cause_no_exception_no_injected_code_and_bounded_allocations()
    {
        var any = new FuzzSchemas(Seeds()).Any;
        var failures = new ConcurrentBag<string>();
        Parallel.For(0, Batches, new() { MaxDegreeOfParallelism = 2 }, batch =>
        {
            var schemas = any.Sample(BatchSize, new Rnd(Seed + (ulong)batch), 30).ToList();
            Assert.Equal(BatchSize, schemas.Count);
            if (FailureOf(schemas, isCompiled: batch % CompiledBatches == 0) is { } failure)
            {
                failures.Add($"seed {Seed}, batch {batch}: {failure}");
            }
        });

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Take(20)));
    }

    /// <summary>Checks a batch and, if it fails, each of its schemas, to report which ones fail.</summary>
    private static string? FailureOf(IReadOnlyList<string> schemas, bool isCompiled)
    {
        if (ErrorOf(schemas, isCompiled) is not { } whole)
        {
            return null;
        }

        var alone = schemas.Select(schema => (Schema: schema, Error: ErrorOf([schema], isCompiled)))
            .Where(one => one.Error is not null)
            .Take(3)
            .ToList();
        return alone.Count == 0
            ? $"only all together: {whole.Message}"
            : string.Join("\n", alone.Select(one => $"{one.Error!.Message}\n{one.Schema}"));
    }

    private static Exception? ErrorOf(IReadOnlyList<string> schemas, bool isCompiled)
    {
        try
        {
            Check(schemas, isCompiled);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private static void Check(IReadOnlyList<string> schemas, bool isCompiled)
    {
        var bounded = BoundedRun.Over([.. schemas.SelectMany((schema, i) => new[]
        {
            SchemaText.Input($"fuzz/m{i}", schema),
            SchemaText.Output($"fuzz/m{i}", schema),
        })]);

        TreeInspector.ExpectNothing(bounded.Run.Sources);
        Assert.InRange(bounded.AllocatedBytes, 0, MaxBytesEach * schemas.Count + 100_000_000);
        if (isCompiled)
        {
            Assert.Empty(Compiler.Complaints(bounded.Run, LanguageVersion.CSharp12));
        }
    }

    /// <summary>
    /// Returns the schemas of RunComfy's documentation and the short schemas of our own corpus. If the larger corpus is available, adds
    /// some of its short schemas.
    /// </summary>
    private static List<string> Seeds() =>
    [
        .. Repository.Documented.Select(file => file.Text),
        .. Texts(CorpusFolder.Own, every: 1),
        .. CorpusFolder.Others is { } others ? Texts(others, every: 25) : [],
    ];

    private static IEnumerable<string> Texts(string corpus, int every) => CorpusFiles.Schemas(corpus)
        .Where((_, i) => i % every == 0)
        .Select(path => CorpusFiles.Read(corpus, path))
        .Where(text => text.Length < 8_000);
}
