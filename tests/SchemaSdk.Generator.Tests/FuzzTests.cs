using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Random schemas, a hundred for each run of the generator. <c>SCHEMASDK_FULL=1</c> takes 100,000 of them, <c>SCHEMASDK_FUZZ_SEED</c>
/// starts elsewhere.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int BatchSize = 100;

    /// <summary>One batch of so many is compiled: that takes longer than all the rest.</summary>
    private const int CompiledBatches = 40;

    /// <summary>The limit that docs/reference/dialect.md states, over the schemas of a batch.</summary>
    private const long MaxBytesEach = 20_000_000;

    private static readonly int Batches = FullRun.IsOn ? 1000 : 10;

    private static readonly ulong Seed = Environment.GetEnvironmentVariable("SCHEMASDK_FUZZ_SEED") is { Length: > 0 } seed
        ? ulong.Parse(seed, CultureInfo.InvariantCulture)
        : 20261120;

    [Fact]
    public void Random_schemas_neither_throw_nor_bring_about_code_nor_take_long()
    {
        var any = new FuzzSchemas(Seeds()).Any;
        var clock = Stopwatch.StartNew();
        var figures = new FuzzFigures();
        Parallel.For(0, Batches, new() { MaxDegreeOfParallelism = 2 }, batch =>
        {
            var schemas = any.Sample(BatchSize, new Rnd(Seed + (ulong)batch), 30).ToList();
            Assert.Equal(BatchSize, schemas.Count);
            Check(schemas, $"seed {Seed}, batch {batch}", isCompiled: batch % CompiledBatches == 0, figures);
        });

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Batches * BatchSize} schemas from seed {Seed} in {clock.Elapsed.TotalSeconds:0} s; {figures.Models} with code "
            + $"({string.Join(", ", figures.Ids.OrderBy(id => id.Key).Select(id => $"{id.Value} x {id.Key}"))}), "
            + $"{figures.Characters / 1_000_000} MB of it; the dearest batch allocated {figures.Bytes / 1_000_000} MB in "
            + $"{figures.Elapsed.TotalSeconds:0.0} s"));
        Assert.True(figures.Failures.Count == 0, string.Join("\n\n", figures.Failures.Take(20)));
    }

    /// <summary>Checks a batch; if it fails, each of its schemas, so that those at fault are told.</summary>
    private static void Check(IReadOnlyList<string> schemas, string batch, bool isCompiled, FuzzFigures figures)
    {
        if (TryCheck(schemas, isCompiled, figures) is not { } whole)
        {
            return;
        }

        var alone = schemas.Select(schema => (Schema: schema, Error: TryCheck([schema], isCompiled, figures)))
            .Where(one => one.Error is not null)
            .ToList();
        figures.Fail(alone.Count == 0
            ? $"{batch}, only all together: {whole.Message}"
            : string.Join("\n", alone.Take(3).Select(one => $"{batch}: {one.Error!.Message}\n{one.Schema}")));
    }

    private static Exception? TryCheck(IReadOnlyList<string> schemas, bool isCompiled, FuzzFigures figures)
    {
        try
        {
            figures.Add(CheckAll(schemas, isCompiled));
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private static BoundedRun CheckAll(IReadOnlyList<string> schemas, bool isCompiled)
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

        return bounded;
    }

    /// <summary>
    /// Returns the documented schemas, our own corpus and, if there is a corpus of others, some schemas of each of its sets.
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

    /// <summary>The time and memory that the batches took.</summary>
    private sealed class FuzzFigures
    {
        private readonly Lock _lock = new();

        public Dictionary<string, int> Ids { get; } = [];

        public int Models { get; private set; }

        public long Characters { get; private set; }

        public long Bytes { get; private set; }

        public TimeSpan Elapsed { get; private set; }

        public List<string> Failures { get; } = [];

        public void Fail(string failure)
        {
            lock (_lock)
            {
                Failures.Add(failure);
            }
        }

        public void Add(BoundedRun run)
        {
            lock (_lock)
            {
                foreach (var problem in run.Run.Result.Diagnostics)
                {
                    Ids[problem.Id] = Ids.GetValueOrDefault(problem.Id) + 1;
                }

                Models += run.Run.Sources.Keys.Count(name => !name.StartsWith('_')) / 2;
                Characters += run.Run.Sources.Sum(source => (long)source.Value.Length);
                Bytes = Math.Max(Bytes, run.AllocatedBytes);
                Elapsed = run.Elapsed > Elapsed ? run.Elapsed : Elapsed;
            }
        }
    }
}
