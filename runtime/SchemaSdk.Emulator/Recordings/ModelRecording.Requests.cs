using SchemaSdk.Emulation.Recordings;
using SchemaSdk.Emulation.Recordings.Inputs;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Emulation.Recordings.Making;
using SchemaSdk.Emulation.Recordings.Playing;
using SchemaSdk.Pipeline.Http;
using ClientCall = SchemaSdk.Services.ServiceCall;

namespace SchemaSdk.Emulation;

/// <content>Answers each request from a recording, or sends it.</content>
public sealed partial class ModelRecording
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return RequestMark.Of(request) is { } mark
                ? await CallAsync(request, mark, cancellationToken).ConfigureAwait(false)
                : await DownloadAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (_http is null && exception is not (ModelException or OperationCanceledException or BrokenBodyException))
        {
            // The client would treat any other exception as a broken connection and retry.
            throw RecordingMisses.Unforeseen(exception);
        }
    }

    private async Task<HttpResponseMessage> CallAsync(HttpRequestMessage request, RequestMark mark, CancellationToken cancellationToken)
    {
        _scrubber.Learn(SentToken.Of(mark.Service, request));
        var answers = AnswersOf(mark);
        switch (mark.Call.Call)
        {
            case ClientCall.Submit:
                return await SubmitAsync(request, mark, answers, cancellationToken).ConfigureAwait(false);
            case ClientCall.Upload:
                return await UploadAsync(request, mark, answers, cancellationToken).ConfigureAwait(false);
            case ClientCall.Status or ClientCall.Result or ClientCall.Cancel:
                var asked = PlayedExchange.Read(request, mark.BaseAddress, default);
                return _recorder is null || answers.Knows(asked)
                    ? await PlayAsync(request, answers, asked, cancellationToken).ConfigureAwait(false)
                    : await _recorder.ReadAsync(request, mark, answers.Read(asked).Subject, cancellationToken).ConfigureAwait(false);
            case ClientCall.Catalog or ClientCall.Price
                when _http is null && mark.Call.ModelId is { } model && !HasRecordingsOf(mark, model):
                throw _misses.Input(mark.Service.Names.Name, model, "{}", hasSample: false);
            default:
                return _http is null
                    ? await PlayAsync(request, answers, PlayedExchange.Read(request, mark.BaseAddress, default), cancellationToken)
                        .ConfigureAwait(false)
                    : await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SubmitAsync(
        HttpRequestMessage request, RequestMark mark, PlayedAnswers answers, CancellationToken cancellationToken)
    {
        if (_recorder is not null && !_copies.TryBegin(request))
        {
            // This is a copy of a submit that was already sent. The ModelSubmitGuard of _http does not send it again.
            return await _http!.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        LiveJob? job = null;
        try
        {
            HttpResponseMessage? played;
            (job, played) = await PrepareAsync(request, mark, answers, cancellationToken).ConfigureAwait(false);
            if (job is null)
            {
                return played!;
            }
        }
        catch (Exception exception)
            when (_recorder is not null && exception is not (ModelException or OperationCanceledException or BrokenBodyException))
        {
            // Tells the client that nothing was sent. Otherwise, the client could send the input again or report the job as unknown.
            throw RecordingMisses.Unsent(mark.Call.Details!.ModelId, exception);
        }
        finally
        {
            if (_recorder is not null)
            {
                _copies.End(request, isSent: job is not null);
            }
        }

        return await _recorder!.SubmitAsync(request, mark, job, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The job to send, or the answer from a recording.</returns>
    private async Task<(LiveJob? Job, HttpResponseMessage? Played)> PrepareAsync(
        HttpRequestMessage request, RequestMark mark, PlayedAnswers answers, CancellationToken cancellationToken)
    {
        var (service, model) = (mark.Service.Names.Name, mark.Call.Details!.ModelId);
        var body = await RecordedInputs.BodyOf(request, cancellationToken).ConfigureAwait(false);
        var input = RecordedInputs.Read(body, mark);
        var canonical = _inputs.Canonical(input);
        var key = Recording.KeyOf(service, model, canonical);
        if (Find(key) is { } recording)
        {
            return (null, await StartAsync(recording).ConfigureAwait(false));
        }

        if (_recorder is null)
        {
            throw _misses.Input(service, model, canonical, _inputs.HasSample(input));
        }

        if (JsonRewriter.TextsIn(input).FirstOrDefault(_files.IsPlayed) is { } link)
        {
            throw RecordingMisses.Played(model, link);
        }

        if (_inputs.HasSample(input))
        {
            throw RecordingMisses.Sample(model);
        }

        if (_folder.CountBytes() is var bytes && bytes + _options.MaxFileBytes > _options.MaxFolderBytes)
        {
            throw _misses.Full(model, bytes, _options);
        }

        if (!_recorder.TryBegin(key))
        {
            throw RecordingMisses.Busy(model, _recorder.FindId(key));
        }

        if (Find(key) is { } other)
        {
            // Another caller recorded this job after the first search.
            _recorder.GiveUp(key);
            return (null, await StartAsync(other).ConfigureAwait(false));
        }

        try
        {
            var price = await _prices!.CheckAsync(mark, SentToken.Of(mark.Service, request), input, cancellationToken)
                .ConfigureAwait(false);
            return (new LiveJob("", service, model, canonical, default) { Key = key, Price = price }, null);
        }
        catch
        {
            // Rethrows any exception. Nothing was sent, so a later call may send the input.
            _recorder.GiveUp(key);
            throw;
        }

        Task<HttpResponseMessage> StartAsync(Recording found) => PlayedExchange.AnswerAsync(
            request, answers.Submit(found, input, PlayedExchange.Read(request, mark.BaseAddress, body)), cancellationToken);
    }

    private bool HasRecordingsOf(RequestMark mark, string model) => _folder.All.Any(
        known => known.Model == model && known.Service.Equals(mark.Service.Names.Name, StringComparison.OrdinalIgnoreCase));

    private Recording? Find(string key) =>
        _folder.TryFind(key, out var found) && (Mode != RecordingMode.Record || _recorder!.HasRecorded(key)) ? found : null;

    private async Task<HttpResponseMessage> UploadAsync(
        HttpRequestMessage request, RequestMark mark, PlayedAnswers answers, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        ReadOnlyMemory<byte> sent = default;
        if (_http is null)
        {
            sent = await RecordedInputs.BodyOf(request, cancellationToken).ConfigureAwait(false);
            response = await PlayAsync(request, answers, PlayedExchange.Read(request, mark.BaseAddress, sent), cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            var copied = request.Content is { } content ? new CopiedContent(content) : null;
            request.Content = copied;
            response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            sent = copied?.Sent ?? default;
        }

        if (response.IsSuccessStatusCode && mark.Call.Storage is { } call)
        {
            var body = await AnswerBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            _files.Learn(mark.Service, call, sent, body);
        }

        return response;
    }

    // Answers a request that has no mark of a client, such as the download of a file.
    private async Task<HttpResponseMessage> DownloadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var ((_, address), answers) in _answers)
        {
            if (request.RequestUri?.AbsoluteUri.StartsWith(address.AbsoluteUri, StringComparison.Ordinal) == true
                && PlayedExchange.Read(request, address, default) is var asked && answers.Knows(asked))
            {
                return await PlayAsync(request, answers, asked, cancellationToken).ConfigureAwait(false);
            }
        }

        if (_http is not null)
        {
            _copies.Check(request);
        }

        // A request other than GET or HEAD could be a submit. Nothing would check its price or record its job.
        return _http is null || (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
            ? throw RecordingMisses.Request(request)
            : await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static Task<HttpResponseMessage> PlayAsync(
        HttpRequestMessage request, PlayedAnswers answers, ServiceRequest asked, CancellationToken cancellationToken)
    {
        ServiceAnswer? answer;
        try
        {
            answer = answers.Answer(asked);
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            // The client would treat any other exception as a broken connection and retry.
            throw RecordingMisses.Unforeseen(exception);
        }

        return answer is not null ? PlayedExchange.AnswerAsync(request, answer, cancellationToken)
            : throw (answers.Read(asked) is { Subject.Length: > 0, Kind: not ServiceCallKind.Unknown } call
                ? RecordingMisses.Job(call.Subject)
                : RecordingMisses.Request(request));
    }

    private PlayedAnswers AnswersOf(RequestMark mark)
    {
        var (name, own) = (mark.Service.Names.Name, _options.Protocol);
        var protocol = own?.Name.Equals(name, StringComparison.OrdinalIgnoreCase) == true ? own
            : EmulatedProtocols.Find(name) ?? own ?? throw RecordingMisses.Protocol(name);
        return _answers.GetOrAdd((protocol, new Uri(mark.BaseAddress.AbsoluteUri.TrimEnd('/') + "/")), key => new PlayedAnswers(
            _players.GetOrAdd(protocol, one => new RecordingPlayer(one, _folder, _files, _options)), key.Address, _options));
    }
}
