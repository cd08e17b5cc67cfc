using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Import.Fetching;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Disk;
using SchemaSdk.Tool.SchemaFolders.Texts;

namespace SchemaSdk.Tool.Infer;

/// <summary>Reads the samples, and writes a schema that all of them match.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
internal sealed class InferRun(ToolHost host)
{
    // All samples together are limited to this size, because their shape stays in memory until the last sample is read.
    private const long MostBytes = 256L << 20;

    // A schema is nested twice as deeply as its samples, so it can exceed the default limit.
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 256 };

    internal async Task<Report> RunAsync(InferSettings settings, CancellationToken stop)
    {
        var files = new SampleFiles(host).Find(settings.Samples);
        var goal = settings.Id is { } own ? new SchemaPaths(settings.Folder).OwnOutput(own) : host.PathOf(settings.Output);
        if (files.FirstOrDefault(file => ConfigurationFile.PathComparer.Equals(file.Path, goal)) is { Shown: { } sample })
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"'{sample}' is one of the samples, so the schema is not written to it. Specify another "
                + (settings.Id is null ? "file with --output." : "id with --id."));
        }

        var samples = await host.Console
            .WatchAsync("Reading the samples", progress => ReadAsync(files, settings, progress, stop))
            .ConfigureAwait(false);
        var text = TextOf(samples);
        var origin = CountText.Of(samples.Count, "sample");
        if (settings.Id is { } id)
        {
            return SchemaPlacing.Run(
                "infer", host, settings.Folder, id, [new PlacedSchema(false, text, origin)], settings.Overwrites, []);
        }

        if (settings.Output == InferSettings.StandardOutput)
        {
            return ReportOf([], $"A schema of {origin}.", samples) with { Product = text };
        }

        Write(settings, text);
        return ReportOf([new Finding("added", FindingLevel.Note, $"{settings.Output}, from {origin}")], $"A schema of {origin}.", samples);
    }

    private static async Task<Samples> ReadAsync(
        IReadOnlyList<(string Shown, string Path)> files, InferSettings settings, IProgress<string> progress, CancellationToken stop)
    {
        var samples = new Samples(settings.At, settings.Service);
        var bytes = 0L;
        foreach (var (shown, path) in files)
        {
            progress.Report(shown);
            var file = await LocalFile.ReadAsync(shown, path, Samples.MostBytes, stop).ConfigureAwait(false);
            bytes += file.Length;
            if (bytes > MostBytes)
            {
                throw new ToolException(ExitCode.WrongUsage, string.Create(
                    CultureInfo.InvariantCulture, $"The samples are larger than {MostBytes} bytes in total. Use fewer samples."));
            }

            await Task.Run(() => samples.Add(shown, file), stop).ConfigureAwait(false);
        }

        return samples.Count > 0 ? samples : throw new ToolException(
            ExitCode.WrongUsage, $"The samples have only empty arrays at '{settings.At}'. Use samples with items. Nothing was changed.");
    }

    private static string TextOf(Samples samples)
    {
        try
        {
            var text = FormattedSchema.OfOutput(InferredSchema.Of(samples.Shape).ToJsonString(Deep));
            FormattedSchema.CheckReadable(text);
            return text;
        }
        catch (SchemaTextException exception)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"The schema of these samples {exception.Message}. Specify the location of the output with --at. Nothing was changed.",
                exception);
        }
    }

    private void Write(InferSettings settings, string text)
    {
        var path = host.PathOf(settings.Output);
        if (File.Exists(path) && !settings.Overwrites)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"'{settings.Output}' already exists, and was not changed. To replace it, use --overwrite.");
        }

        var files = StagedFiles.Beside(path, host.CreateFile);
        files.Put(path, text);
        files.Commit();
    }

    private static Report ReportOf(IReadOnlyList<Finding> findings, string summary, Samples samples) =>
        new("infer", "Schema of samples", findings, summary, ExitCode.Fine) { Facts = new JsonObject { ["samples"] = samples.Count } };
}
