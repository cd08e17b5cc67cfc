namespace SchemaSdk.Submitting.Storing;

/// <summary>Stores one file. Storing is free, so a failed request is sent again, whether it contained one part or the whole file.</summary>
// parts: limits how many parts are in memory at a time. file: the checked and closed file. limit: the job's timeout.
internal sealed class FileUpload(
    ServiceAccess access, FileStorage storage, SemaphoreSlim parts, SubmitErrors errors, UploadPart file, ObservedJob job,
    JobDeadline limit)
{
    private const int MostPartBytes = 64 << 20;
    private static readonly AsyncLocal<FileUpload?> Around = new();   // if the current code runs within an upload in parts: that upload

    private readonly FileToStore _facts =
        new($"file{MediaTypes.ExtensionOf(file.MediaType) ?? ".bin"}", file.MediaType, file.Content.Length);

    private StoragePlan? _plan;
    private bool _isInParts;

    /// <summary>The size of the file and the number of its parts at the last attempt.</summary>
    internal (long Bytes, int Parts) Sent { get; private set; }

    /// <returns>The address of the stored file.</returns>
    internal async Task<string> RunAsync(CancellationToken stop)
    {
        for (var isLast = file.File.Source.OnlyOnce is not null; ; isLast = true)
        {
            try
            {
                return await StoreAsync(stop).ConfigureAwait(false);
            }
            catch (UploadException problem)
            {
                throw errors.BrokenOff(problem);
            }
            catch (ModelApiException) when (!isLast && _plan is not null)
            {
                // The address expired, or the last request was repeated after its answer was lost. A new upload works in both cases.
                _plan = null;
            }
        }
    }

    private async Task<string> StoreAsync(CancellationToken stop)
    {
        var start = storage.StartRequest(access.Settings.BaseAddress, _facts);
        if (!TokenHosts.Allow(access.Settings, start.Address))
        {
            throw new InvalidOperationException($"The profile stores a file at {start.Address.Authority}, which must not get the token.");
        }

        var body = start.Form is null ? start.Body : default(ReadOnlyMemory<byte>?);
        var plan = await SendAsync(start, body, ReadPlan, stop).ConfigureAwait(false);
        _plan = plan;
        if (plan.UploadAddress is not null)
        {
            var stored = plan.PartBytes == 0
                ? [await SendPartAsync(plan, number: 1, bytes: null, stop).ConfigureAwait(false)]
                : await SendPartsAsync(plan, stop).ConfigureAwait(false);
            if (storage.EndRequest(plan, stored) is { } end)
            {
                await SendAsync(Checked(end), end.Body, IsEnd, stop).ConfigureAwait(false);
            }
        }

        return plan.FileAddress;

        string? IsEnd(ApiAnswer answer) => storage.IsEnd(plan, answer.Headers, answer.Body) ? "" : null;
    }

    private StoragePlan? ReadPlan(ApiAnswer answer) => storage.ReadPlan(_facts, answer.Body) is not { } plan ? null
        : !UploadHosts.AllowFile(access.Settings, plan.FileAddress)
            ? throw errors.NotAllowed(answer, file.Pointer, plan.FileAddress, nameof(ServiceDefaults.FileHosts))
        : plan.UploadAddress is { } address && !UploadHosts.Allow(access.Settings, address)
            ? throw errors.NotAllowed(answer, file.Pointer, address.OriginalString, nameof(ServiceDefaults.UploadHosts))
        : plan;

    private Task<string> SendPartAsync(StoragePlan plan, int number, ReadOnlyMemory<byte>? bytes, CancellationToken stop) => SendAsync(
        Checked(storage.PartRequest(plan, _facts, number)), bytes,
        answer => storage.ReadPart(plan, number, answer.Headers, answer.Body), stop);

    private StorageRequest Checked(StorageRequest request) => UploadHosts.Allow(access.Settings, request.Address)
        ? request
        : throw new InvalidOperationException($"The profile sends a file to {request.Address.Authority}, which is not in UploadHosts.");

    private async Task<List<string>> SendPartsAsync(StoragePlan plan, CancellationToken stop)
    {
        if (plan.PartBytes is < 0 or > MostPartBytes)
        {
            throw new InvalidOperationException($"The profile sends parts of {plan.PartBytes} bytes; at most {MostPartBytes} are allowed.");
        }

        // Takes no turn within another upload, because that upload keeps its turn while it waits for this one.
        var (stored, takesTurn) = (new List<string>(), Around.Value is not { _isInParts: true });
        await (takesTurn ? parts.WaitAsync(stop) : Task.CompletedTask).ConfigureAwait(false);
        try
        {
            (Around.Value, _isInParts) = (this, true);
            using var content = await OpenAsync(stop).ConfigureAwait(false);

            // The buffer is not pooled, because the application's stream may still write into it after the upload has ended.
            var buffer = new byte[plan.PartBytes];
            await content.ReadAsync(buffer, StorePartAsync, stop).ConfigureAwait(false);
            Sent = (content.BytesRead, stored.Count);
            return stored;

            async Task StorePartAsync(int count) =>
                stored.Add(await SendPartAsync(plan, stored.Count + 1, buffer.AsMemory(0, count), stop).ConfigureAwait(false));
        }
        finally
        {
            _isInParts = false;
            _ = takesTurn ? parts.Release() : 0;
        }
    }

    // bytes: the body; null for the whole file. read: reads an answer that has a success status; returns null to send the request again.
    private async Task<T> SendAsync<T>(
        StorageRequest request, ReadOnlyMemory<byte>? bytes, Func<ApiAnswer, T?> read, CancellationToken stop) where T : class
    {
        for (var streak = new FailedStreak(access.Time, access.Settings.SubmitBudget); ;)
        {
            var attempt = await AttemptAsync(request, bytes, streak, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (attempt.Answer is { } answer)
            {
                var content = answer.StatusCode is >= 200 and < 300 ? read(answer) : null;
                switch (answer.MeaningOf(BodyKinds.Of(answer.Content, content is not null)))
                {
                    case ReadMeaning.Read:
                        return content!;
                    case ReadMeaning.Refused:
                        throw errors.Refused(answer, file.Pointer, request.Address, hasToken: _plan is null);
                }
            }

            ModelException? error = attempt.Failure == AttemptFailure.NoToken ? errors.Token(attempt.Cause!)
                : bytes is null && file.File.Source.IsSpent ? errors.Spent(attempt, file.Pointer)
                : null;
            if (error is not null)
            {
                throw error;
            }

            // A worker must learn at once that the service is unreachable. Any other cause is hidden from the worker, because
            // the worker could mistake it for an outage.
            var isOutOfReach = _plan is null && attempt.Failure == AttemptFailure.NotConnected;
            var cause = job.IsOfWorker && !isOutOfReach ? null : attempt.Cause;
            var left = access.Settings.SubmitBudget - streak.Elapsed;   // Elapsed includes the delays that a host asked for
            var delay = job.IsOfWorker && isOutOfReach ? null
                : streak.Next(attempt.RetryAfter, left < limit.Remaining ? left : limit.Remaining);
            await Task.Delay(delay ?? throw errors.Unavailable(attempt, cause, file.Pointer, request.Address, streak), access.Time, stop)
                .ConfigureAwait(false);
        }
    }

    private async Task<ApiAttempt> AttemptAsync(
        StorageRequest request, ReadOnlyMemory<byte>? bytes, FailedStreak streak, CancellationToken stop)
    {
        using var slot = await access.InFlight.EnterAsync(stop).ConfigureAwait(false);
        streak.Exclude(slot.Waited);
        slot.Enclose();

        // Ends only an attempt that makes no progress, because a large file takes a long time to send.
        using var idle = new CancellationTokenSource(access.Settings.SubmitTimeout, access.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, idle.Token);
        try
        {
            // Opened only now, because thousands of calls may be waiting for a slot.
            using var whole = bytes is null ? await OpenAsync(both.Token).ConfigureAwait(false) : null;
            using var body = new FileContent(request.Form, whole, bytes ?? default, () => idle.CancelAfter(access.Settings.SubmitTimeout));
            _ = request.ContentType is { } type && body.Headers.TryAddWithoutValidation("Content-Type", type);

            var call = new ApiRequest(ServiceCall.Upload, request.Address)
            { Storage = new StorageCall(request, body, HasToken: _plan is null, _facts), Job = job.Account };
            var attempt = await access.Exchange.SendAsync(call, both.Token).AsTask().WaitAsync(both.Token).ConfigureAwait(false);
            Sent = whole is null ? Sent : (whole.BytesRead, 1);
            return attempt.Answer is null && whole?.Problem is { } problem ? throw problem
                : attempt.Failure == AttemptFailure.TimedOut && !body.IsStarted ? attempt with { Failure = AttemptFailure.NotConnected }
                : attempt;
        }
        catch (Exception exception) when (
            exception is ModelConfigurationException || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            var failure = exception is ModelConfigurationException ? AttemptFailure.NoToken : AttemptFailure.TimedOut;
            return new ApiAttempt { Failure = failure, Cause = exception };
        }
    }

    private async Task<UploadPart> OpenAsync(CancellationToken stop) =>
        (await UploadPart.OpenAsync([(file.File, file.Pointer)], _ => file.Limit, staysOpen: true, stop).ConfigureAwait(false))[0];
}
