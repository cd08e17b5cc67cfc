using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk.Tests.Quotas;

/// <summary>An input that waits for its turn to be sent.</summary>
internal sealed class Sent
{
    private readonly QuotaTurn _turn;
    private readonly CancellationTokenSource _stop = new();
    private Task<bool> _wait;
    private bool _isAnswered;

    public Sent(QuotaQueue queue)
    {
        _turn = queue.NewTurn();
        _wait = _turn.EnterAsync(_stop.Token);
    }

    /// <summary>True if the input may be sent; false if it was given up; null if it is held back.</summary>
    public bool? Turn => _turn.MayBeSent.Task.IsCompleted ? _turn.MayBeSent.Task.Result : null;

    /// <summary>True if the input was sent but has no answer yet.</summary>
    public bool IsSent => !_isAnswered && Turn == true;

    public bool IsRunning => _turn.State == QuotaState.Running;

    public void Accept()
    {
        Assert.True(IsSent);
        _isAnswered = true;
        _turn.Accepted();
    }

    /// <summary>Refuses the input, so that it waits for its next turn.</summary>
    public void Refuse(TimeSpan? retryAfter = null)
    {
        Assert.True(IsSent);
        _turn.Refused(retryAfter);
        _wait = _turn.EnterAsync(_stop.Token);
    }

    /// <summary>Fails the attempt before anything is sent. The input then waits for its next turn.</summary>
    public void Fail()
    {
        Assert.True(IsSent);
        _turn.Leave();
        _wait = _turn.EnterAsync(_stop.Token);
    }

    public void End()
    {
        _isAnswered = true;
        _turn.Dispose();
    }

    /// <summary>Accepts the input after its run has ended.</summary>
    public void AcceptLate() => _turn.Accepted();

    /// <summary>Refuses the input after its run has ended. Returns true if the input would be sent again.</summary>
    public Task<bool> RefuseLateAsync()
    {
        _turn.Refused(retryAfter: null);
        return _turn.EnterAsync(CancellationToken.None);
    }

    public async Task CancelAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _wait);
        End();
    }
}
