using System.Globalization;
using SchemaSdk.Benchmarks.Generating;

namespace SchemaSdk.Benchmarks.Native;

/// <summary>Measures what a client adds to the size and the start time of a program that is published as native code.</summary>
internal static class NativeReport
{
    // These limits are ratios to the size and the start time of a program that makes the same calls with HttpClient.
    private const double SizeLimit = 1.23;

    private const double SizeGoal = 1.10;

    private const double StartLimit = 1.30;

    // The limit for the size of a program with all models, as a ratio to the size with one model.
    private const double ModelsLimit = 1.01;

    /// <param name="output">Receives the table.</param>
    /// <returns>Zero if no result exceeds its limit, 1 if one does, 2 if the corpus is missing.</returns>
    internal static async Task<int> WriteAsync(TextWriter output)
    {
        if (!Directory.Exists(CorpusModels.Folder))
        {
            output.WriteLine($"The corpus is not in {CorpusModels.Folder}. Set SCHEMASDK_CORPUS to its folder.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("schemasdk-native-");
        try
        {
            var programs = await new NativePrograms(folder.FullName).PublishAsync();
            return Write(output, programs, await StartTimes.OfAsync(programs)) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Write(TextWriter output, IReadOnlyList<NativeProgram> programs, IReadOnlyDictionary<string, double> starts)
    {
        var bytes = programs.ToDictionary(program => program.Name, program => (double)program.Bytes);
        output.WriteLine($"Native AOT code for .NET 8; time until the submit is answered, median of {StartTimes.Rounds} starts");
        output.WriteLine();
        output.WriteLine("| | bytes | ratio to first row | ms to the answer | ratio to first row |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var (name, size) in bytes)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {size:F0} | {size / bytes[NativeProgram.Bare]:F2} "
                + $"| {starts[name]:F0} | {starts[name] / starts[NativeProgram.Bare]:F2} |"));
        }

        var models = bytes[NativeProgram.Many] / bytes[NativeProgram.One];
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Limits: {SizeLimit:F2} for the size ratio (goal {SizeGoal:F2}), {StartLimit:F2} for the time ratio; "
            + $"size with all models, relative to the size with one model: {models:F3} (limit {ModelsLimit:F2})"));
        return models <= ModelsLimit
            && bytes[NativeProgram.One] / bytes[NativeProgram.Bare] <= SizeLimit
            && starts[NativeProgram.One] / starts[NativeProgram.Bare] <= StartLimit;
    }
}
