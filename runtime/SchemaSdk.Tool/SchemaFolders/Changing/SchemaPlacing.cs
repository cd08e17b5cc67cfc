using System.Globalization;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>Writes the schemas of a model that is not from a catalogue: either all of them or none.</summary>
/// <param name="folder">The schema folder. It collects the changes.</param>
/// <param name="id">The id of the model.</param>
/// <param name="overwrites">True to replace existing files.</param>
internal sealed class SchemaPlacing(ChangedFolder folder, string id, bool overwrites)
{
    private readonly List<Finding> _findings = [];

    /// <summary>Writes the schemas to the folder.</summary>
    /// <param name="command">The name of the command, for its report.</param>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="path">The full path of the schema folder.</param>
    /// <param name="id">The id of the model, not validated yet.</param>
    /// <param name="schemas">The schemas of the model.</param>
    /// <param name="overwrites">True to replace existing files.</param>
    /// <param name="more">Further findings from the command. They come last.</param>
    /// <exception cref="ToolException">The id is not a valid path, or nothing could be written.</exception>
    internal static Report Run(
        string command,
        ToolHost host,
        string path,
        string id,
        IReadOnlyList<PlacedSchema> schemas,
        bool overwrites,
        IEnumerable<Finding> more)
    {
        if (ModelIdFault.Of(id) is { } fault)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"The id '{ModelIdFault.Cut(id)}' is not a valid path: it {fault}. Specify another id with --id.");
        }

        using var folder = ChangedFolder.Open(path, host);
        if (folder.InnerOf(id) is { } inner)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"The id '{id}' is in the folder '{inner}', which {ConfigurationFile.Name} lists separately. Specify that folder with "
                + "--folder, or another id with --id.");
        }

        if (folder.Spellings().Claim(id) is { } other)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"The id '{id}' and the folder '{other}' differ only in case, so some systems would use one folder for both. "
                + "Specify the id with --id, spelled like the folder.");
        }

        var placing = new SchemaPlacing(folder, id, overwrites);
        var isPlaced = placing.Put(schemas);
        if (isPlaced)
        {
            more = [.. more, .. folder.Commit()];
        }

        return placing.ReportOf(command, isPlaced, more);
    }

    private bool Put(IReadOnlyList<PlacedSchema> schemas)
    {
        foreach (var schema in schemas)
        {
            var path = schema.IsInput ? folder.Paths.Input(id) : folder.Paths.OwnOutput(id);
            var isThere = File.Exists(path);
            if (isThere && ContentHash.Of(File.ReadAllText(path)) == ContentHash.Of(schema.Text))
            {
                Find("unchanged", FindingLevel.Note, $"{id}/{schema.Name}");
            }
            else if (isThere && !overwrites)
            {
                Find(
                    "kept",
                    FindingLevel.Error,
                    $"The existing {id}/{schema.Name} differs from the schema from {schema.Origin}. Nothing was changed. To replace the "
                    + "file, use --overwrite.");
            }
            else
            {
                folder.Files.Put(path, schema.Text);
                Find(isThere ? "updated" : "added", FindingLevel.Note, $"{id}/{schema.Name}, from {schema.Origin}");
                Forget(schema);
            }
        }

        return !_findings.Exists(finding => finding.Level == FindingLevel.Error);
    }

    // With an entry in the lock file, an update would mistake the schema for an edited schema from a catalogue.
    private void Forget(PlacedSchema schema)
    {
        if (folder.Locked.Find(id) is not { } known || (!schema.IsInput && known.OutputHash is null))
        {
            return;
        }

        folder.Locked.Drop(id);
        var mark = known.Retirement is null ? "" : " Its patch marks the model as retired. If that is wrong, remove x-retired.";
        Find(
            "taken-over",
            FindingLevel.Note,
            $"Until now, {id} came from {known.Source}. From now on, 'schemasdk update' does not change its files.{mark}");
    }

    private Report ReportOf(string command, bool isPlaced, IEnumerable<Finding> more)
    {
        var findings = _findings.Where(finding => isPlaced || finding.Rule is "kept" or "unchanged").ToList();
        var counts = new[] { "added", "updated", "unchanged", "kept" }
            .ToDictionary(rule => rule, rule => findings.Count(finding => finding.Rule == rule), StringComparer.Ordinal);
        var summary = string.Join(", ", counts
            .Where(count => count.Value > 0)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));
        return new Report(
            command,
            $"Schemas of {id}",
            [.. findings, .. isPlaced ? more : []],
            $"{id}: {summary}.",
            isPlaced ? ExitCode.Fine : ExitCode.Findings)
        {
            Facts = new JsonObject(counts.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))) { ["model"] = id },
        };
    }

    private void Find(string rule, FindingLevel level, string message) => _findings.Add(new Finding(rule, level, message) { Model = id });
}
