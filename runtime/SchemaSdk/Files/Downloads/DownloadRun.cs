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
/// One download, gone on with after each break where it broke off: by a range request for the same version of the file, or else from the
/// beginning where the destination can go back.
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

    // So much more than ever before, and a download goes well again: neither a server that breaks off after each byte nor one that breaks
    // every file at the same place keeps it going for ever.
    private const long GoodBytes = 1 << 20;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly string _name = DownloadText.NameOf(address);
    private FileVersion? _version;
    private DeclaredMedia? _media;

    // Of the buffer, what came of the beginning of a file and does not tell yet whether it may be saved.
    private int _held;
    private FailedStreak? _streak;
    private long _farthest;

    /// <exception cref="ModelDownloadException">It cannot be had whole.</exception>
    /// <exception cref="DestinationException">It cannot be written.</exception>
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

    /// <returns>How many bytes there will be after this answer; null if nobody knows.</returns>
    private long? Begin(HttpResponseMessage response)
    {
        if (target.Written > 0 && _version!.IsRest(response, target.Written))
        {
            return response.Content.Headers.ContentRange!.To + 1;
        }

        if (target.Written > 0)
        {
            Restart("the server does not continue it");
        }
        else if (_version is null)
        {
            target.Open();
        }

        if (response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw new DownloadBreakException(string.Create(
                CultureInfo.InvariantCulture, $"the server answered with another part of it (HTTP {(int)response.StatusCode})"));
        }

        if (ContentDecoding.UnknownOf(response.Content) is { } encoding)
        {
            // It would come like that again.
            throw new ModelDownloadException(
                $"{_name} could not be downloaded: it has the encoding \"{ErrorText.Cut(encoding)}\", which was not asked for.");
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
                CultureInfo.InvariantCulture, $"{_name} could not be downloaded: it was announced with {end} bytes, and more came."));
        }

        if (isWhole && total < (_version!.Length ?? end))
        {
            throw new DownloadBreakException("it ended early");
        }
    }

    private async ValueTask<int> ReadAsync(Stream source, long? end, IdleLimit idle)
    {
        try
        {
            var reading = source.ReadAsync(_buffer.AsMemory(_held), idle.Start());

            // So may their streams.
            return reading.IsCompleted
                ? await reading.ConfigureAwait(false)
                : await reading.AsTask().WaitAsync(idle.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (DownloadBreakException.IsCauseOfOne(exception, idle))
        {
            // What breaks behind the last byte that was announced takes nothing away.
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

        // No job's timeout limits what a server asks to wait, so the budget does.
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
                    $"{_name} broke off after {target.Written} bytes: {why}. It can only be had from the beginning, and the destination "
                    + $"cannot go back."),
                DownloadBreakException.Shown(cause));
        }

        target.Restart();
    }

    private ModelDownloadException Failed(DownloadBreakException cause) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_name} could not be downloaded: {WhyOf(cause)}. {target.Written} bytes had come. "
            + $"Try again while the address is still valid."),
        DownloadBreakException.Shown(cause))
    {
        ResponseHeaders = cause.ResponseHeaders ?? ReadOnlyDictionary<string, string>.Empty,
    };

    private static string WhyOf(DownloadBreakException cause) => cause.RetryAfter is { } wait
        ? $"{cause.Message}, with the wish to wait {ErrorText.Seconds(wait)}"
        : cause.Message;
}
