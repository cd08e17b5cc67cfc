using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using SchemaSdk.Emulation.Recordings.Inputs;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;
using ClientCall = SchemaSdk.Services.ServiceCall;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>Sends jobs to the service, and records them until they have ended. Thread-safe.</summary>
/// <remarks>
/// A job that another recorder sent, for example in an earlier process, is not recorded, because its input is not known.
/// </remarks>
internal sealed class JobRecorder(
    HttpMessageInvoker http,
    RecordingClients clients,
    RecordingFolder folder,
    Scrubber scrubber,
    KnownFiles files,
    ModelRecordingOptions options)
{
    private const int MostErrorLength = 30_000;

    // Shorter than the client's default Retry.ReadBudget, because the client waits for the result while files are read.
    private static readonly TimeSpan MostFileTime = TimeSpan.FromSeconds(100);

    private readonly ConcurrentDictionary<string, bool> _sent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _recorded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LiveJob> _live = new(StringComparer.OrdinalIgnoreCase);
    // The request ids that the service did not know. Other jobs may hold their keys, because the inputs may be sent again.
    private readonly ConcurrentDictionary<string, bool> _lost = new(StringComparer.OrdinalIgnoreCase);

    public bool HasRecorded(string key) => _recorded.ContainsKey(key);

    /// <summary>Starts to record the job for an input.</summary>
    /// <returns>False if a job with the same input is already being recorded.</returns>
    public bool TryBegin(string key) => _sent.TryAdd(key, true);

    /// <summary>Returns the request id of the job that is being recorded for an input; null if the job has not been accepted.</summary>
    public string? FindId(string key) =>
        _live.Values.FirstOrDefault(job => job.Key == key && !_lost.ContainsKey(job.RequestId))?.RequestId;

    /// <summary>Ends the recording of an input that was not sent.</summary>
    public void GiveUp(string key) => _sent.TryRemove(key, out _);

    public async Task<HttpResponseMessage> SubmitAsync(
        HttpRequestMessage request, RequestMark mark, LiveJob job, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Rethrows any exception, because the client decides whether to send the input again.
            GiveUp(job.Key);
            throw;
        }

        var content = response.Content;
        response.Content = new TappedContent(content, body => Accept(mark, job, (int)response.StatusCode, content, body));
        return response;
    }

    /// <summary>Sends a request about a job, and records the state in the answer.</summary>
    public async Task<HttpResponseMessage> ReadAsync(
        HttpRequestMessage request, RequestMark mark, string requestId, CancellationToken cancellationToken)
    {
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!_live.TryGetValue(requestId, out var job)
            || response.Content.Headers.ContentType?.MediaType == EventStream.MediaType.MediaType)
        {
            return response;
        }

        ServiceBody? said;
        try
        {
            var body = await AnswerBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            said = mark.Service.ReadBody(mark.Call.Call, (int)response.StatusCode, body);
        }
        catch
        {
            // Rethrows any exception, so that the client repeats the request.
            response.Dispose();
            throw;
        }

        if (job.Ending() is null && mark.Service.IsUnknownRequest((int)response.StatusCode, said))
        {
            // A later call may send the same input again. The job is kept, because a worker may still poll and record it.
            if (_lost.TryAdd(job.RequestId, true))
            {
                GiveUp(job.Key);
            }

            return response;
        }

        if (job.Ending() is null && said is { Outcome: CancelOutcome.Canceled } && said.IsAbout(job.RequestId)
            && mark.Call.Call == ClientCall.Cancel)
        {
            // A cancelled job is not recorded, so a later call may send the same input again.
            Forget(job);
            return response;
        }

        if (said?.State is not { } state || !said.IsAbout(job.RequestId) || mark.Call.Call == ClientCall.Cancel)
        {
            return response;
        }

        var now = options.TimeProvider.GetUtcNow();
        var isResult = mark.Call.Call == ClientCall.Result || mark.Service.StatusHasResult || said.IsResult;
        if (state is JobState.Succeeded or JobState.Failed && isResult)
        {
            // EndAsync can take long, because it reads files. It continues even if the client stops waiting.
            await job.EndAsync(() => EndAsync(job, mark, said, job.Ended(state, now))).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (state == JobState.Canceled)
        {
            Forget(job);
        }
        else
        {
            job.See(state, said.QueuePosition, now);
        }

        return response;
    }

    /// <summary>Waits at most 100 seconds for the recordings of all ended jobs to be written, because these jobs are paid for.</summary>
    // Uses the system clock, because the clock in the options may be a fake one that stands still.
    public void WaitForEndings() => Task.WaitAny(
        [Task.WhenAll(_live.Values.Select(static job => job.Ending()).OfType<Task>())], MostFileTime);

    private void Accept(RequestMark mark, LiveJob job, int statusCode, HttpContent content, byte[] body)
    {
        if (IdIn(mark.Service, statusCode, content, body) is { Length: > 0 } id)
        {
            _live[id] = job with { RequestId = id, AcceptedAt = options.TimeProvider.GetUtcNow() };
        }
        else
        {
            GiveUp(job.Key);
        }
    }

    private static string? IdIn(ServiceProfile service, int statusCode, HttpContent content, byte[] body)
    {
        try
        {
            // The task is already complete, because the bytes are in memory.
            var text = AnswerBody.DecodeAsync(content, body).GetAwaiter().GetResult();
            return service.ReadBody(ClientCall.Submit, statusCode, text)?.RequestId ?? service.FindRequestId(text.Span);
        }
        catch (Exception)
        {
            // Ignore any exception, because the client must still get the answer.
            return null;
        }
    }

    private async Task EndAsync(LiveJob job, RequestMark mark, ServiceBody said, Recording recording)
    {
        try
        {
            var client = clients.Of(mark.Service, mark.BaseAddress, mark.AllowedHosts);
            var found = new OutputFiles(client, files, job.Key, options.MaxFileBytes);
            string? output = null;
            if (said.Output is { IsEmpty: false } text && recording.States[^1].Phase == JobPhase.Succeeded)
            {
                using var whole = JsonDocument.Parse(text, JsonRewriter.Read);

                // Hides members first, because files in hidden members need not be read.
                var shown = new JsonRewriter(scrubber.Hides, static value => value, isOutput: true).Rewrite(whole.RootElement);
                using var document = JsonDocument.Parse(shown, JsonRewriter.Read);
                using var limit = new CancellationTokenSource(MostFileTime, options.TimeProvider);
                await found.ReadAsync(document.RootElement, limit.Token).ConfigureAwait(false);
                var rewriter = new JsonRewriter(
                    scrubber.Hides, value => found.Find(value)?.Place ?? scrubber.Scrub(value), isOutput: true);
                output = Encoding.UTF8.GetString(rewriter.Rewrite(document.RootElement).Span);
            }

            var ended = recording with
            {
                Output = output,
                Error = recording.States[^1].Phase == JobPhase.Failed ? ErrorIn(said) : null,
                Files = found.All,
                CostUsd = said.CostUsd,
            };
            folder.Write(ended, found.Contents, options.MaxFolderBytes);
            _recorded[job.Key] = true;
            Forget(job);
        }
        catch (Exception exception)
        {
            // Report the request id with any exception, because the job is paid for.
            throw new ModelRecordingException(
                $"Request {job.RequestId} of {job.Model} ran, but its recording could not be written: {exception.Message} "
                + $"Read the job's result with Attach(\"{job.RequestId}\") on a client that does not use recordings.", exception)
            {
                ModelId = job.Model,
                RequestId = job.RequestId,
            };
        }
    }

    // An error can be an object that repeats the input, so it is scrubbed like an input.
    private JsonElement ErrorIn(ServiceBody said)
    {
        if (said.Error.IsEmpty)
        {
            return TextOf(scrubber.Scrub(said.Detail ?? ""));
        }

        using var whole = JsonDocument.Parse(said.Error, JsonRewriter.Read);
        var scrubbed = new JsonRewriter(scrubber.Hides, scrubber.Scrub).Rewrite(whole.RootElement);
        using var error = JsonDocument.Parse(scrubbed, JsonRewriter.Read);
        return error.RootElement.ValueKind is JsonValueKind.String or JsonValueKind.Null ? TextOf(error.RootElement.GetString() ?? "")
            : scrubbed.Length <= MostErrorLength ? error.RootElement.Clone()
            : TextOf(Encoding.UTF8.GetString(scrubbed.Span));
    }

    private static JsonElement TextOf(string error) => JsonSerializer.SerializeToElement(
        error.Length == 0 ? "The job failed." : error[..Math.Min(error.Length, MostErrorLength)]);

    private void Forget(LiveJob job)
    {
        _live.TryRemove(job.RequestId, out _);
        if (!_lost.TryRemove(job.RequestId, out _))
        {
            GiveUp(job.Key);
        }
    }
}
