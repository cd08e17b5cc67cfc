using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using SchemaSdk.Benchmarks.Json.Cases;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Measures the generated JSON code beside System.Text.Json's source generator in the same run.</summary>
internal static class JsonReport
{
    /// <param name="output">Where the table goes.</param>
    /// <param name="isQuick">True for fewer and shorter rounds, whose ratios are good to a tenth or so.</param>
    /// <returns>Zero: all limits are kept.</returns>
    internal static int Write(TextWriter output, bool isQuick)
    {
        var (writing, reading) = (Run<InputWriting>(isQuick), Run<ResultReading>(isQuick));
        var others = Run<ResultReadingWithOthers>(isQuick);
        output.WriteLine("| | source generator, ns | B | ours, ns | B | time | limit | bytes | limit |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var kept = Row(output, "write an input", writing, "Plain", nameof(InputWriting.Typed), 0.75, 0)
            & Row(output, "through its JsonConverter", writing, "Plain", nameof(InputWriting.Converted), 0.80, 0)
            & Row(output, "check it, beside writing it", writing, "Plain", nameof(InputWriting.IsValid), 1.1, 0)
            & Row(output, "read a result", reading, "Plain", nameof(ResultReading.Typed), 0.45, 0.50)
            & Row(output, "with unknown members", others, "Plain", nameof(ResultReadingWithOthers.Typed), 0.40, 0.50);
        Rows(output, "an input", Run<KlingInputs>(isQuick));
        Rows(output, "20 segments", Run<Segments20>(isQuick));
        Rows(output, "1,000 items", Run<Items1000>(isQuick));
        Rows(output, "unions", Run<Unions>(isQuick));
        Rows(output, "values of an enum of 1,000", Run<Choices>(isQuick));
        Rows(output, "200 members", Run<WideInputs>(isQuick));
        return kept ? 0 : 1;
    }

    private static void Rows(TextWriter output, string name, Summary summary)
    {
        Row(output, $"{name}: read", summary, "Plain", "Typed", null, null);
        Row(output, $"{name}: write", summary, "WritePlain", "Write", null, null);
        Row(output, $"{name}: check, beside writing", summary, "WritePlain", "IsValid", null, null);
    }

    private static Summary Run<TBenchmarks>(bool isQuick) => BenchmarkRunner.Run<TBenchmarks>(
        ManualConfig.CreateEmpty()
            .AddJob(Job.Default
                .WithToolchain(InProcessEmitToolchain.Instance)
                .WithIterationTime(TimeInterval.FromMilliseconds(4))
                .WithWarmupCount(150)
                .WithIterationCount(isQuick ? 30 : 60))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.DisableLogFile));

    private static bool Row(
        TextWriter output, string name, Summary summary, string peer, string benchmark, double? timeLimit, double? byteLimit)
    {
        var (reference, ours) = (CostOf(summary, peer), CostOf(summary, benchmark));
        var time = ours.Time / reference.Time;
        var bytes = ours.Bytes == 0 ? 0 : (double)ours.Bytes / reference.Bytes;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {reference.Time:F0} | {reference.Bytes} | {ours.Time:F0} | {ours.Bytes} | {time:F2} | {timeLimit:F2} | {bytes:F2} "
            + $"| {byteLimit:F2} |"));
        return !(time > timeLimit) && !(bytes > byteLimit);
    }

    private static (double Time, long Bytes) CostOf(Summary summary, string benchmark)
    {
        var report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == benchmark);

        // The quickest of many short rounds: most of the others have lost time to other programs where the machine is busy.
        return (report.ResultStatistics!.Min, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }
}
