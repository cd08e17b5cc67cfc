using System.Collections.Immutable;
using System.Globalization;
using SchemaSdk.Benchmarks.Generating;

namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>Compares what generated models and hand-written types cost the compiler.</summary>
internal static class CompileReport
{
    private const double BuildLimit = 0.50;

    private const double WarmLimit = 0.40;

    /// <param name="output">Receives the table.</param>
    /// <param name="count">The number of models, spread evenly over fal's models.</param>
    /// <param name="rounds">
    /// How many times each project is built. The minimum is reported, because a disturbance can only slow a build down.
    /// </param>
    /// <returns>Zero if no result exceeds its limit, 1 if one does, 2 if the benchmark cannot run here.</returns>
    internal static async Task<int> WriteAsync(TextWriter output, int count, int rounds)
    {
        if (!File.Exists("/proc/self/stat") || !Directory.Exists(CorpusModels.Folder))
        {
            output.WriteLine($"This benchmark needs Linux and the corpus ({CorpusModels.Folder}, or the folder in SCHEMASDK_CORPUS).");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("schemasdk-compile-");
        try
        {
            var contenders = new Contenders(folder.FullName).Write(CorpusModels.Spread("fal", count));
            var costs = new Dictionary<string, double>();
            foreach (var contender in contenders)
            {
                // Not measured, because only this build restores packages and writes the generated files to disk for WarmCost.
                await BuildCost.OfAsync(contender, "-p:EmitCompilerGeneratedFiles=true");
            }

            for (var round = 0; round < rounds; round++)
            {
                foreach (var contender in contenders)
                {
                    var cost = await BuildCost.OfAsync(contender, "--no-restore");
                    costs[contender.Name] = Math.Min(cost, costs.GetValueOrDefault(contender.Name, double.MaxValue));
                }
            }

            var warm = contenders.ToDictionary(contender => contender.Name, WarmCost.Of);
            return Write(output, count, rounds, costs, warm) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Write(
        TextWriter output, int count, int rounds, Dictionary<string, double> costs, Dictionary<string, WarmCost> warm)
    {
        var empty = costs[Contender.Empty].ToString("F1", CultureInfo.InvariantCulture);
        output.WriteLine($"{count} fal models; lowest CPU time of {rounds} rounds, minus that of an empty project ({empty} s)");
        output.WriteLine();
        output.WriteLine("| | build, ms per model | ratio | limit | warm compiler, ms per model | ratio | limit | bytes per model |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        Row(Contender.ByHand);
        Row(Contender.Peer);
        var (build, compile) = Row(Contender.Ours, BuildLimit, WarmLimit);
        return build <= BuildLimit && compile <= WarmLimit;

        (double Build, double Warm) Row(string name, double? buildLimit = null, double? warmLimit = null)
        {
            var (builds, compiles) = (Build(name) / Build(Contender.Peer), Compile(name) / Compile(Contender.Peer));
            var bytes = (warm[name].Bytes - warm[Contender.Empty].Bytes) / count;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Build(name) * 1_000 / count:F0} | {builds:F2} | {buildLimit:F2} "
                + $"| {Compile(name) * 1_000 / count:F1} | {compiles:F2} | {warmLimit:F2} | {bytes} |"));
            return (builds, compiles);
        }

        double Build(string name) => costs[name] - costs[Contender.Empty];

        double Compile(string name) => warm[name].Seconds - warm[Contender.Empty].Seconds;
    }
}
