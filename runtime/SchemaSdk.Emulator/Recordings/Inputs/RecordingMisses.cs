using System.Globalization;
using SchemaSdk.Client.Errors;
using SchemaSdk.Emulation.Recordings.Kept;

namespace SchemaSdk.Emulation.Recordings.Inputs;

/// <summary>Creates the errors for requests that are neither answered from a recording nor sent.</summary>
internal sealed class RecordingMisses(RecordingFolder folder)
{
    private const int MostToldDifferences = 3;
    private const int MostToldModels = 5;

    private const string Advice =
        " If the input is right, record it with RecordingMode.RecordMissing, MaxPriceUsd and a token. This costs money only once.";

    private const string SampleAdvice =
        "its input contains a sample that was played instead of an output file, because the file's content was not recorded. If the "
        + "file is larger than MaxFileBytes, raise that limit. Record the whole chain of jobs again, with a new ModelRecording and "
        + "RecordingMode.Record.";

    /// <summary>Returns the error for an input that no recording has.</summary>
    /// <param name="service">The service.</param>
    /// <param name="model">The model.</param>
    /// <param name="input">The input in its recorded form.</param>
    /// <param name="hasSample">True if the input contains a sample that was played instead of an output file.</param>
    public ModelRecordingException Input(string service, string model, string input, bool hasSample)
    {
        var advice = hasSample ? $" The job cannot be recorded: {SampleAdvice}" : Advice;
        var ofService = folder.All.Where(known => known.Service.Equals(service, StringComparison.OrdinalIgnoreCase)).ToList();
        var nearest = ofService
            .Where(known => known.Model == model)
            .Select(known => (Recording: known, Differences: InputDifferences.Between(known.Input, input)))
            .OrderBy(static known => known.Differences.Count)
            .ThenBy(static known => known.Recording.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        if (nearest.Recording is null)
        {
            var models = ofService.Select(static known => known.Model).Distinct().Order(StringComparer.Ordinal).ToList();
            var known = models.Count == 0 ? $"It has no recordings of {service}."
                : $"It has recordings of {string.Join(", ", models.Take(MostToldModels))}{(models.Count > MostToldModels ? ", …" : "")}.";
            return new($"'{folder.Path}' has no recording of {model}, so nothing was sent. {known}{advice}")
            {
                ModelId = model,
                IsMiss = true,
            };
        }

        var file = folder.FileOf(nearest.Recording);
        var (count, first) = nearest.Differences;
        var told = string.Join("; ", first.Take(MostToldDifferences).Select(static difference =>
            $"{(difference.JsonPointer.Length == 0 ? "the whole input" : ErrorText.Cut(difference.JsonPointer))}: "
            + $"recorded {difference.Recorded ?? "nothing"}, sent {difference.Sent ?? "nothing"}"));
        var more = count > MostToldDifferences
            ? string.Create(CultureInfo.InvariantCulture, $"; and {count - MostToldDifferences} more")
            : "";
        return new(
            $"No recording of {model} in '{folder.Path}' has this input, so nothing was sent. "
            + $"The nearest recording, {file}, differs in {told}{more}.{advice}")
        {
            ModelId = model,
            NearestFile = file,
            Differences = first,
            IsMiss = true,
        };
    }

    /// <summary>Returns the error for an input that is already being recorded.</summary>
    public static ModelRecordingException Busy(string model, string? id) =>
        new($"The same input of {model} is being recorded{(id is null ? "" : $" as request {id}")}, and an input is recorded only once, "
            + "so nothing was sent. Repeat the call after the first job has ended. The call then plays the recording, which costs nothing."
            + (id is null ? "" : $" If no call is waiting for that job, wait for it with Attach(\"{id}\") on a client of this recording."))
        {
            ModelId = model,
            RequestId = id,
        };

    /// <summary>Returns the error for an input that must be sent, but contains a file from a played recording.</summary>
    public static ModelRecordingException Played(string model, string address) =>
        new($"A job of {model} was not sent: its input contains {ErrorText.Cut(address)}, a file from a played recording. The "
            + "service cannot read this file. Record the whole chain of jobs again, with a new ModelRecording and RecordingMode.Record.")
        {
            ModelId = model,
            IsMiss = true,
        };

    /// <summary>Returns the error for an input that must be sent, but contains a sample instead of an output file.</summary>
    public static ModelRecordingException Sample(string model) =>
        new($"A job of {model} was not sent: {SampleAdvice}")
        {
            ModelId = model,
            IsMiss = true,
        };

    /// <summary>Returns the error for a folder that would become too large with another job.</summary>
    public ModelRecordingException Full(string model, long bytes, ModelRecordingOptions options) =>
        new(string.Create(
            CultureInfo.InvariantCulture,
            $"A job of {model} was not sent: '{folder.Path}' contains {bytes:N0} bytes, and one more file of the "
            + $"maximum size (MaxFileBytes: {options.MaxFileBytes:N0}) would exceed "
            + $"ModelRecordingOptions.MaxFolderBytes ({options.MaxFolderBytes:N0}).")
            + " Delete recordings that no test needs, or change a limit.")
        {
            ModelId = model,
        };

    /// <summary>Returns the error for a request id that belongs to no recorded job.</summary>
    public static ModelRecordingException Job(string requestId) =>
        new($"Request {ErrorText.Cut(requestId)} does not belong to a recorded job, so nothing was sent. If an earlier test run stored "
            + "the id, for example in a ledger, delete what it stored. The job then starts again.")
        {
            RequestId = requestId,
        };

    /// <summary>Returns the error for a request that no recording can answer.</summary>
    public static ModelRecordingException Request(HttpRequestMessage request) =>
        new($"{request.Method} {request.RequestUri?.GetLeftPart(UriPartial.Path)} belongs to no recorded job, so nothing was sent. "
            + "If the request is not about a job, send it with an HttpClient without the recording.");

    /// <summary>Returns the error for a recording that could not be played because of an unexpected failure.</summary>
    public static ModelRecordingException Unforeseen(Exception exception) =>
        new($"A recording could not be played, and nothing was sent: {exception.Message}", exception);

    /// <summary>Returns the error for a job that was not sent because of an unexpected failure.</summary>
    public static ModelRecordingException Unsent(string model, Exception exception) =>
        new($"A job of {model} cannot be recorded, so nothing was sent: {exception.Message}", exception)
        {
            ModelId = model,
        };

    /// <summary>Returns the error for a service without a protocol, whose jobs cannot be played.</summary>
    public static ModelRecordingException Protocol(string service) =>
        new($"The recording has no protocol for {service}, so nothing was sent. Set ModelRecordingOptions.Protocol.");
}
