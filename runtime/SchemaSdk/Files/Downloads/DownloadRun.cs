using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using SchemaSdk.Client.Errors;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Files.Downloads;

/// <summary>
/// One download. After each interruption, it continues with a range request for the same version of the file, or starts over if the
/// destination can be rewound.
/// </summary>
internal sealed class DownloadRun(
    DownloadRequests requests,
    ClientSettings settings,
    ClientStop client,
    Uri address,
    string fileName,
    DownloadTarget target,
    IProgress<long>? progress)
{
    private const int BufferBytes = 80 << 10;

    // The failure streak ends only when a download passes its farthest point so far by this many bytes. So a download cannot go on forever,
    // even if the server stops after each byte, or always at the same byte.
    private const long GoodBytes = 1 << 20;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly string _name = DownloadText.NameOf(address);
    private FileVersion? _version;
    private DeclaredMedia? _media;

    // The number of bytes at the start of the buffer that are held back until they show whether the file may be saved.
    private int _held;
    private FailedStreak? _streak;
    private long _farthest;

    /// <exception cref="ModelDownloadException">The file cannot be downloaded completely.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            DownloadBreakException cause;
            using (var idle = new IdleLimit(settings, client, cancellationToken))
            {
                try
                {
                    await AttemptAsync(idle).ConfigureAwait(false);
                    return;
                }
                catch (DownloadBreakException exception)
                {
                    cause = exception;
                }
            }

            await PauseAsync(cause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AttemptAsync(IdleLimit idle)
    {
        using var response = await requests.OpenAsync(address, target.Written > 0 ? _version : null, target.Written, idle)
            .ConfigureAwait(false);
        idle.Stop();
        _held = 0;
        var end = Begin(response);
        await CopyAsync(response, end, idle).ConfigureAwait(false);
    }

    /// <returns>The number of bytes that the file should have after this answer; null if it is not known.</returns>
    private long? Begin(HttpResponseMessage response)
    {
        if (target.Written > 0 && _version!.IsRest(response, target.Written))
        {
            return response.Content.Headers.ContentRange!.To + 1;
        }

        if (target.Written > 0)
        {
            Restart("the server does not continue the file");
        }
        else if (_version is null)
        {
            target.Open();
        }

        if (response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw new DownloadBreakException(string.Create(
                CultureInfo.InvariantCulture, $"the server answered with another part of the file (HTTP {(int)response.StatusCode})"));
        }

        if (ContentDecoding.UnknownOf(response.Content) is { } encoding)
        {
            // A retry would get the same encoding.
            throw new ModelDownloadException(
                $"{_name} could not be downloaded: it has the encoding \"{ErrorText.Cut(encoding)}\", which was not requested.");
        }

        if (ContentDecoding.HidesCuts(response))
        {
            throw DownloadText.MayBeCut(_name);
        }

        _version = FileVersion.Of(response);
        _media = DeclaredMedia.Of(
            $"{_name} could not be downloaded", response.Content.Headers.ContentType?.MediaType, fileName, " Addresses of results expire.");
        return _version.Length > settings.MaxDownloadBytes
            ? throw DownloadText.TooLarge(_name, settings.MaxDownloadBytes)
            : _version.Length;
    }

    private async Task CopyAsync(HttpResponseMessage response, long? end, IdleLimit idle)
    {
        var source = await OpenAsync(response.Content, idle).ConfigureAwait(false);
        var isWhole = false;
        await using (source.ConfigureAwait(false))
        {
            do
            {
                var count = await ReadAsync(source, end, idle).ConfigureAwait(false);
                isWhole = count == 0;
                _held += count;
                Check(isWhole, end);
                if (MayBeSaved(isWhole) && _held > 0)
                {
                    await target.WriteAsync(_buffer.AsMemory(0, _held), idle.Stop()).ConfigureAwait(false);
                    _held = 0;
                    progress?.Report(target.Written);
                }
            }
            while (!isWhole);
        }
    }

    private bool MayBeSaved(bool isWhole) =>
        target.Written > 0 || _media is null || _media.Allows(_buffer.AsSpan(0, _held), isWhole);

    private void Check(bool isWhole, long? end)
    {
        var total = target.Written + _held;
        if (total > settings.MaxDownloadBytes)
        {
            throw DownloadText.TooLarge(_name, settings.MaxDownloadBytes);
        }

        if (total > end)
        {
            throw new ModelDownloadException(string.Create(
                CultureInfo.InvariantCulture, $"{_name} could not be downloaded: the server announced {end} bytes, but sent more."));
        }

        if (isWhole && total < (_version!.Length ?? end))
        {
            throw new DownloadBreakException("the answer ended early");
        }
    }

    private async ValueTask<int> ReadAsync(Stream source, long? end, IdleLimit idle)
    {
        try
        {
            var reading = source.ReadAsync(_buffer.AsMemory(_held), idle.Start());

            // The streams of the application's handlers may ignore the cancellation token, so the wait observes it too.
            return reading.IsCompleted
                ? await reading.ConfigureAwait(false)
                : await reading.AsTask().WaitAsync(idle.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (DownloadBreakException.IsCauseOfOne(exception, idle))
        {
            // An error after the last announced byte is harmless.
            var total = target.Written + _held;
            return total > 0 && total == end ? 0 : throw DownloadBreakException.Of(exception, idle);
        }
    }

    private async ValueTask<Stream> OpenAsync(HttpContent content, IdleLimit idle)
    {
        try
        {
            return await ContentDecoding.OpenAsync(content, idle.Start()).ConfigureAwait(false);
        }
        catch (Exception exception) when (DownloadBreakException.IsCauseOfOne(exception, idle))
        {
            throw DownloadBreakException.Of(exception, idle);
        }
    }

    private async Task PauseAsync(DownloadBreakException cause, CancellationToken cancellationToken)
    {
        if (_streak is null || target.Written - _farthest >= GoodBytes)
        {
            _streak = new FailedStreak(settings.Time, settings.ReadBudget);
        }

        _farthest = Math.Max(_farthest, target.Written);

        // A download has no job timeout, so the read budget limits how long a server may ask the client to wait.
        var remaining = settings.ReadBudget - _streak.Elapsed;
        var next = remaining > TimeSpan.Zero ? _streak.Next(cause.RetryAfter, remaining) : null;
        if (next is not { } delay)
        {
            throw Failed(cause);
        }

        if (target.Written > 0 && !_version!.CanResume)
        {
            Restart(WhyOf(cause), cause);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = client.EndWithClient(stop);
        await Task.Delay(delay, settings.Time, stop.Token).ConfigureAwait(false);
    }

    private void Restart(string why, Exception? cause = null)
    {
        if (!target.CanRestart)
        {
            throw new ModelDownloadException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_name} stopped after {target.Written} bytes: {why}. The download must start over, but the destination "
                    + $"cannot seek back to its start."),
                DownloadBreakException.Shown(cause));
        }

        target.Restart();
    }

    private ModelDownloadException Failed(DownloadBreakException cause) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_name} could not be downloaded: {WhyOf(cause)}. {target.Written} bytes were received. "
            + $"Try again while the address is still valid."),
        DownloadBreakException.Shown(cause))
    {
        ResponseHeaders = cause.ResponseHeaders ?? ReadOnlyDictionary<string, string>.Empty,
    };

    private static string WhyOf(DownloadBreakException cause) => cause.RetryAfter is { } wait
        ? $"{cause.Message}, and the server asks to wait {ErrorText.Seconds(wait)}"
        : cause.Message;
}
