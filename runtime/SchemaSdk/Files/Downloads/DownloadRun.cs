namespace SchemaSdk.Files.Downloads;

/// <summary>One download. After an interruption, it requests the rest of the same version of the file, or else starts over.</summary>
internal sealed class DownloadRun(
    DownloadRequests requests, ClientSettings settings, ClientStop client, Uri address, DownloadTarget target, IProgress<long>? progress)
{
    private const int BufferBytes = 80 << 10;

    // A series of failures ends only after this many new bytes. Otherwise, a server that stops after each byte would be retried forever.
    private const long GoodBytes = 1 << 20;

    private byte[] _buffer = [];
    private readonly string _name = DownloadRequests.NameOf(address);
    private readonly string _fileName = SafeFileName.From(address);
    private FileVersion? _version;
    private DeclaredMedia? _media;

    // The number of bytes in the buffer that are not saved yet.
    private int _held;
    private FailedStreak? _streak;
    private long _brokenAt;

    /// <returns>The file name from the address, made safe.</returns>
    internal async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = client.EndWithClient(stop);
        while (true)
        {
            try
            {
                await AttemptAsync(stop.Token).ConfigureAwait(false);
                return _fileName;
            }
            catch (DownloadBreakException cause)
            {
                await PauseAsync(cause, stop.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task AttemptAsync(CancellationToken stop)
    {
        using var wait = new CancellationTokenSource(Timeout.InfiniteTimeSpan, settings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, wait.Token);
        var idle = new IdleLimit(wait, settings.ReadTimeout, either.Token);
        using var response = await requests.OpenAsync(address, target.Written > 0 ? _version : null, target.Written, idle)
            .ConfigureAwait(false);
        // Uses a new buffer for each attempt, because an abandoned read may still write into the previous buffer.
        (_held, _buffer) = (0, new byte[BufferBytes]);
        var end = await BeginAsync(response).ConfigureAwait(false);
        using var source = await idle.WaitAsync(token => ContentDecoding.OpenAsync(response.Content, token).AsTask()).ConfigureAwait(false);
        for (var isWhole = false; !isWhole;)
        {
            var count = await ReadAsync(source, end, idle).ConfigureAwait(false);
            isWhole = count == 0;
            _held += count;
            Check(isWhole, end);
            var mayBeSaved = target.Written > 0 || _media is null || _media.Allows(_buffer.AsSpan(0, _held), isWhole);
            if (mayBeSaved && _held > 0)
            {
                // The read timeout, which may fire just as the data arrives, must not end this write.
                await target.WriteAsync(_buffer.AsMemory(0, _held), stop).ConfigureAwait(false);
                _held = 0;
                progress?.Report(target.Written);
            }
        }
    }

    /// <returns>The number of bytes that the file should have after this answer; null if it is not known.</returns>
    private async Task<long?> BeginAsync(HttpResponseMessage response)
    {
        if (target.Written > 0 && _version!.IsRest(response, target.Written))
        {
            return response.Content.Headers.ContentRange!.To + 1;
        }

        await (target.Written > 0 ? RestartAsync("the server did not send the rest of the file")
            : _version is null ? target.OpenAsync()
            : Task.CompletedTask).ConfigureAwait(false);

        // Only the first problem is retried. The other two would occur again.
        Exception? problem = response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable
                ? new DownloadBreakException($"the server did not send the requested part of the file (HTTP {(int)response.StatusCode})")
            : ContentDecoding.UnknownOf(response.Content) is { } encoding
                ? Failed($"it has the encoding \"{ErrorText.Cut(encoding)}\", which was not requested.")
            : ContentDecoding.HidesCuts(response)
                ? Failed("it is compressed and the server did not state its length, so it may be incomplete.")
            : null;
        if (problem is not null)
        {
            throw problem;
        }

        _version = FileVersion.Of(response);
        var type = response.Content.Headers.ContentType?.MediaType;
        _media = DeclaredMedia.Of($"{_name} could not be downloaded", type, _fileName, " The address may have expired.");
        return _version.Length > settings.MaxDownloadBytes ? throw FileDownload.TooLarge(_name, settings) : _version.Length;
    }

    private void Check(bool isWhole, long? end)
    {
        var total = target.Written + _held;
        Exception? problem = total > settings.MaxDownloadBytes ? FileDownload.TooLarge(_name, settings)
            : total > end ? Failed($"the server announced {end} bytes, but sent more.")
            : isWhole && total < (_version!.Length ?? end) ? new DownloadBreakException("the answer ended early")
            : null;
        if (problem is not null)
        {
            throw problem;
        }
    }

    private async ValueTask<int> ReadAsync(Stream source, long? end, IdleLimit idle)
    {
        try
        {
            return await idle.WaitAsync(stop => source.ReadAsync(_buffer.AsMemory(_held), stop).AsTask()).ConfigureAwait(false);
        }
        catch (DownloadBreakException) when (target.Written + _held is var total and > 0 && total == end)
        {
            // An error after the last announced byte is harmless.
            return 0;
        }
    }

    private async Task PauseAsync(DownloadBreakException cause, CancellationToken stop)
    {
        // The download may have broken off because the caller cancelled the call or disposed of the client.
        stop.ThrowIfCancellationRequested();
        client.Disposed.ThrowIfCancellationRequested();
        var isNew = _streak is null || target.Written - _brokenAt >= GoodBytes;
        (_streak, _brokenAt) = isNew ? (new FailedStreak(settings.Time, settings.ReadBudget), target.Written) : (_streak!, _brokenAt);
        var why = cause.Message + (cause.RetryAfter is { } wait ? $", and the server asked for a wait of {ErrorText.Seconds(wait)}" : "");

        // A download has no job timeout, so the read budget limits how long a server may ask the client to wait.
        if (_streak.Next(cause.RetryAfter, settings.ReadBudget - _streak.Elapsed) is not { } delay)
        {
            throw Failed($"{why}. {target.Written} bytes were received. Try again while the address is still valid.", cause);
        }

        if (target.Written > 0 && !_version!.CanResume)
        {
            await RestartAsync(why, cause).ConfigureAwait(false);
        }

        await Task.Delay(delay, settings.Time, stop).ConfigureAwait(false);
    }

    private Task RestartAsync(string why, DownloadBreakException? cause = null) => target.CanRestart
        ? target.RestartAsync()
        : throw new ModelDownloadException(
            $"The download of {_name} stopped after {target.Written} bytes: {why}. It must start over, but the destination cannot seek. "
            + "Use a stream that can seek.", cause?.InnerException);

    private ModelDownloadException Failed(string why, DownloadBreakException? cause = null) =>
        new($"{_name} could not be downloaded: {why}", cause?.InnerException)
        { ResponseHeaders = cause?.ResponseHeaders ?? ReadOnlyDictionary<string, string>.Empty };
}
