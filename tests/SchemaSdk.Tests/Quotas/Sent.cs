using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk.Tests.Quotas;

/// <summary>An input that is to be sent as soon as it may be.</summary>
internal sealed class Sent
{
    private readonly QuotaPlace _place;
    private readonly CancellationTokenSource _stop = new();
    private Task<bool> _turn;
    private bool _isAnswered;

    public Sent(QuotaLine line)
    {
        _place = line.NewPlace();
        _turn = _place.EnterAsync(_stop.Token);
    }

    /// <summary>True: it may be sent. False: it was given up. Null: it is held back.</summary>
    public bool? Turn => _place.Turn.Task.IsCompleted ? _place.Turn.Task.Result : null;

    /// <summary>True if it is on its way.</summary>
    public bool IsSent => !_isAnswered && Turn == true;

    public bool IsRunning => _place.State == QuotaState.Running;

    public void Accept()
    {
        Assert.True(IsSent);
        _isAnswered = true;
        _place.Accepted();
    }

    /// <summary>It is refused, and waits for its next turn.</summary>
    public void Refuse(TimeSpan? retryAfter = null)
    {
        Assert.True(IsSent);
        _place.Refused(retryAfter);
        _turn = _place.EnterAsync(_stop.Token);
    }

    public void End()
    {
        _isAnswered = true;
        _place.Dispose();
    }

    /// <summary>It is accepted after its run has ended.</summary>
    public void AcceptLate() => _place.Accepted();

    /// <summary>It is refused after its run has ended.</summary>
    /// <returns>True if it is to be sent again.</returns>
    public Task<bool> RefuseLateAsync()
    {
        _place.Refused(retryAfter: null);
        return _place.EnterAsync(CancellationToken.None);
    }

    public async Task CancelAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _turn);
        End();
    }
}
