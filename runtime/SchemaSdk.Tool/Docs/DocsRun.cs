using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Docs.Site;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.SchemaFolders.Reading;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Docs;

/// <summary>Writes a page for each model of a folder, and an index.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
internal sealed class DocsRun(ToolHost host)
{
    private static readonly string[] Ignored = ["node_modules", "dist"];
    private static readonly string[] Starts = ["index", "readme"];

    private readonly List<Finding> _findings = [];

    /// <summary>The absolute path of the schema folder.</summary>
    internal required string Folder { get; init; }

    /// <summary>The absolute path of the folder that the pages are written to.</summary>
    internal required string Output { get; init; }

    /// <summary>The client that the examples use.</summary>
    internal required ClientOptions Client { get; init; }

    internal required bool ReadsPrices { get; init; }

    /// <summary>The service and address that the user gave, if any.</summary>
    internal required AskedService Service { get; init; }

    internal async Task<Report> RunAsync(CancellationToken stop)
    {
        if (!Directory.Exists(Folder))
        {
            throw new ToolException(ExitCode.WrongUsage, $"The folder of schemas does not exist: '{Folder}'.");
        }

        var entries = ReadsPrices ? await ReadEntriesAsync(stop).ConfigureAwait(false) : [];
        return await host.Console.WatchAsync("Writing the site", progress => Task.Run(() => Write(entries, progress, stop), stop))
            .ConfigureAwait(false);
    }

    private Report Write(Dictionary<string, ModelCatalogEntry> entries, IProgress<string> progress, CancellationToken stop)
    {
        var compiled = SchemaCompiler.Compile(FolderReading.Read(Folder, stop), Client, stop);
        var models = new List<SiteModel>();
        foreach (var endpoint in Pages(compiled))
        {
            stop.ThrowIfCancellationRequested();
            progress.Report(endpoint.Path.Id);
            models.Add(SiteModel.Make(endpoint, entries.GetValueOrDefault(endpoint.Path.Id)));
        }

        if (models.Count == 0)
        {
            throw new ToolException(ExitCode.WrongUsage, $"'{Folder}' has no usable model, so nothing was written.");
        }

        foreach (var kept in new SiteFolder(Output, Folder, host.CreateFile).Write(SiteFiles.Of(models)))
        {
            Tell(
                "kept-file",
                $"{kept} is not among the new pages, but it was kept, because it was changed after 'schemasdk docs' wrote it.",
                null);
        }

        foreach (var model in models.Where(model => model.Example is null))
        {
            Tell("no-example", $"No valid input for {model.Id} could be made, so its page has no example.", model.Id, FindingLevel.Note);
        }

        var isFine = _findings.TrueForAll(finding => finding.Level == FindingLevel.Note);
        var summary = $"{CountText.Of(models.Count, "model")} in {Shown(Output)}.";
        return new Report("docs", "Site", _findings, summary, isFine ? ExitCode.Fine : ExitCode.Findings)
        {
            Facts = new JsonObject { ["models"] = models.Count, ["examples"] = models.Count(model => model.Example is not null) },
        };
    }

    private IEnumerable<EndpointModel> Pages(CompiledProject compiled)
    {
        foreach (var id in compiled.Problems.Where(static problem => Schemas.Problems.ProblemKinds.ById(problem.Id).IsError)
            .Select(static problem => problem.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Tell("unreadable", $"{Shown(id)} has errors, which 'schemasdk lint' shows.", null);
        }

        var spellings = new Spellings();
        var scripts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var endpoint in compiled.Models.OrderBy(model => model.Path.Id, StringComparer.Ordinal))
        {
            var id = endpoint.Path.Id;
            var fault = ModelIdFault.Of(id) ?? FaultOfPage(id)
                ?? (spellings.Claim(id) is { } other ? $"differs from '{other}' only in case" : null);
            if (fault is not null)
            {
                Tell("unsafe-id", $"The model '{ModelIdFault.Cut(id)}' has no page, because its id {fault}.", id);
            }
            else if ((FaultOfSite(id) ?? FaultOfScript(id, scripts)) is { } excluded)
            {
                // This is only a note, because the id is valid and the service chose it. The other pages should still be published.
                Tell("no-page", $"{id} has no page, because its id {excluded}.", id, FindingLevel.Note);
            }
            else
            {
                yield return endpoint;
            }
        }
    }

    private static string? FaultOfPage(string id) =>
        id.Split('/').FirstOrDefault(static segment => segment.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) is { } segment
            ? $"has the segment '{segment}', which may be the name of another page"
            : $"{id}.md".Equals(IndexPage.Name, StringComparison.OrdinalIgnoreCase) ? "is reserved for the index" : null;

    private static string? FaultOfSite(string id)
    {
        var segments = id.Split('/');
        return id.Contains('[', StringComparison.Ordinal) ? "has the character '[', which marks a placeholder for site generators"
            : id.Contains('%', StringComparison.Ordinal) ? "has the character '%', which site generators do not escape in links"
            : segments.FirstOrDefault(static segment => Ignored.Contains(segment, StringComparer.OrdinalIgnoreCase)) is { } ignored
                ? $"has the segment '{ignored}', which site generators ignore"
            : Starts.Contains(segments[^1], StringComparer.OrdinalIgnoreCase)
                ? $"ends with '{segments[^1]}', which site generators use for the page of a folder"
            : null;
    }

    // VitePress replaces these characters in the name of a page's script, so two pages could share a script and show the same model.
    private static string? FaultOfScript(string id, Dictionary<string, string> scripts)
    {
        var script = string.Concat(id.Select(static part => "/#$&+,;=]^`{}".Contains(part, StringComparison.Ordinal) ? '_' : part));
        return scripts.TryAdd(script, id) ? null
            : $"differs from '{scripts[script]}' only in characters that site generators do not distinguish";
    }

    private async Task<Dictionary<string, ModelCatalogEntry>> ReadEntriesAsync(CancellationToken stop)
    {
        var client = await CatalogueClient.OpenAsync(ServiceChoice.InFolder(Service, Folder), host, stop).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var models = await new CatalogueReads(client, host).FindAsync([.. FolderReading.Ids(Folder)], stop).ConfigureAwait(false);
            return models.Select(static model => model.Entry).DistinctBy(static entry => entry.Id, StringComparer.Ordinal)
                .ToDictionary(static entry => entry.Id, StringComparer.Ordinal);
        }
    }

    private void Tell(string rule, string message, string? model, FindingLevel level = FindingLevel.Warning) =>
        _findings.Add(new Finding(rule, level, message) { Model = model });

    private string Shown(string path) => Path.GetRelativePath(host.Folder, path).Replace('\\', '/');
}
