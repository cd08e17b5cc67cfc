using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation.Recordings.Inputs;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Recordings.Playing;

/// <summary>Plays the recorded jobs of one service. Thread-safe.</summary>
/// <param name="protocol">How the service answers.</param>
/// <param name="folder">The recordings.</param>
/// <param name="files">The hashes of files, by address.</param>
/// <param name="options">The options of the recording.</param>
internal sealed class RecordingPlayer(
    EmulatedProtocol protocol, RecordingFolder folder, KnownFiles files, ModelRecordingOptions options)
{
    // A request id has the form of a GUID: first this many digits of the recording's key, then the number of earlier plays.
    private const int KeyDigits = 24;

    private readonly ConcurrentDictionary<string, PlayedJob> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _plays = new(StringComparer.Ordinal);

    public EmulatedProtocol Protocol => protocol;

    public KeptFiles Uploads { get; } = new();

    public DateTimeOffset Now => options.TimeProvider.GetUtcNow();

    public IReadOnlyList<CatalogModel> Models =>
    [
        .. folder.All
            .Where(IsOfService)
            .GroupBy(static recording => recording.Model, StringComparer.Ordinal)
            .OrderBy(static model => model.Key, StringComparer.Ordinal)
            .Select(static model => new CatalogModel(
                model.Key, "{}", null, model.MaxBy(static recording => recording.RecordedAt)!.Price)),
    ];

    public IReadOnlyList<EmulatedJob> Jobs => [.. _jobs.Values.OrderByDescending(static job => job.CreatedAt).Select(job => job.At(Now))];

    public bool IsOfService(Recording recording) => recording.Service.Equals(protocol.Name, StringComparison.OrdinalIgnoreCase);

    public PlayedJob Start(Recording recording, JsonElement input, string? note)
    {
        var plays = _plays.AddOrUpdate(recording.Key, 0, static (_, count) => count + 1);
        var job = new PlayedJob(IdOf(recording, plays), recording, Now, options.TimeScale)
        {
            Input = input,
            Note = note,
        };
        return _jobs[job.Id] = job;
    }

    // A job whose request id is from an earlier process is treated as ended.
    public PlayedJob? Find(string id)
    {
        if (_jobs.TryGetValue(id, out var job))
        {
            return job;
        }

        var digits = id.Replace("-", "", StringComparison.Ordinal);
        var earlier = digits.Length != 32 ? null : folder.All.FirstOrDefault(known =>
            IsOfService(known) && digits.StartsWith(known.Key[..KeyDigits], StringComparison.Ordinal));
        return earlier is { } recording
                ? _jobs.GetOrAdd(id, new PlayedJob(id, recording, recording.RecordedAt, 0) { Input = InputOf(recording) })
                : null;
    }

    /// <summary>Cancels a job in the queue, or a running job if the service can cancel one.</summary>
    /// <returns>The job afterwards, and whether this call has cancelled it.</returns>
    public (EmulatedJob Job, bool HasCancelled) Cancel(PlayedJob job)
    {
        var now = Now;
        var isCancelable = job.At(now).Phase is JobPhase.InQueue
            || (job.At(now).Phase is JobPhase.InProgress && protocol.CancelsRunningJobs);
        var after = isCancelable ? job with { CancelledAt = now } : job;
        return (after.At(now), isCancelable && _jobs.TryUpdate(job.Id, after, job));
    }

    public JsonNode? OutputOf(string id, Uri address)
    {
        if (Find(id) is not { Recording: { Output: { } output } recording })
        {
            return null;
        }

        using var document = JsonDocument.Parse(output, JsonRewriter.Read);
        var text = new JsonRewriter(static (_, _) => false, text => FileIn(text, recording) is { } file ? TextOf(file) : text);
        return JsonNode.Parse(text.Rewrite(document.RootElement).Span, documentOptions: JsonRewriter.Read);

        string TextOf(RecordedFile file)
        {
            if (file.IsInline)
            {
                return $"data:{file.MediaType};base64,{Convert.ToBase64String(PlayedFile.ContentOf(file, folder, files))}";
            }

            var link = protocol.FileAddress(address, id, file.Name);
            files.AddPlayed(link, KnownFiles.HashOf(file, recording.Key));
            return link;
        }
    }

    public StoredFile? FileOf(string id, string name) =>
        Find(id) is { } job && RecordedFile.PositionIn(name) is { } position && position < job.Recording.Files.Count
        && job.Recording.Files[position] is var file && file.Name == name
            ? new StoredFile(file.Hash ?? file.Name, file.Name, file.MediaType, job.EndsAt, PlayedFile.ContentOf(file, folder, files))
            : null;

    private static RecordedFile? FileIn(string text, Recording recording) =>
        RecordedFile.PlaceIn(text) is { } position && position < recording.Files.Count ? recording.Files[position] : null;

    private static JsonElement InputOf(Recording recording)
    {
        using var document = JsonDocument.Parse(recording.Input, JsonRewriter.Read);
        return document.RootElement.Clone();
    }

    private static string IdOf(Recording recording, int plays) => Guid.ParseExact(
        string.Create(CultureInfo.InvariantCulture, $"{recording.Key[..KeyDigits]}{plays:x8}"), "N").ToString();
}
