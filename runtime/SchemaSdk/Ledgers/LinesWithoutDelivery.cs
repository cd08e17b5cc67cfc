using SchemaSdk.Limits;

namespace SchemaSdk.Ledgers;

/// <summary>The lines of a job whose caller puts down by itself that the result was delivered.</summary>
/// <param name="lines">The lines of the job.</param>
/// <param name="waits">Those who wait for jobs in the same client.</param>
/// <param name="isClaimed">True if a worker may have claimed it.</param>
internal sealed class LinesWithoutDelivery(JobLines lines, SharedWaits waits, bool isClaimed) : IJobLines
{
    public string Key => lines.Key;

    public bool IsClaimed => isClaimed;

    public ValueTask PriceAsync(
        IJobBudget budget, string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken) =>
        lines.PriceAsync(budget, modelId, model, input, cancellationToken);

    public bool IsSending => lines.IsSending;

    public bool MayBeSending => lines.MayBeSending;

    public Task<bool?> FindSendingAsync() => lines.FindSendingAsync();

    public Task SendingAsync() => lines.SendingAsync();

    public Task PostponedAsync() => lines.PostponedAsync();

    public Task AcceptedAsync(string requestId) => lines.AcceptedAsync(requestId);

    public Task RefusedAsync(Exception reason) => lines.RefusedAsync(reason);

    public Task NotTakenAsync(Exception reason) => lines.NotTakenAsync(reason);

    public Task UnknownAsync(string? requestId) => lines.UnknownAsync(requestId);

    public Task EndedAsync(EndedJob end) => lines.EndedAsync(end);

    public ValueTask<Exception?> RecordedAsync(
        EndedJob end,
        IResultFiles files,
        ReadOnlyMemory<byte>? output,
        CancellationToken recording,
        CancellationToken cancellationToken) =>
        lines.RecordedAsync(this, end, files, output, recording, cancellationToken);

    public async Task SaveAsync(IResultFiles files, ReadOnlyMemory<byte> output)
    {
        try
        {
            await lines.SaveAsync(files, output).ConfigureAwait(false);
        }
        finally
        {
            // Also those that are not tried any more.
            await lines.FilesAsync().ConfigureAwait(false);
        }
    }

    public IReadOnlyList<string> Files => lines.Files;

    public Task FilesAsync() => lines.FilesAsync();

    public Task DeliveredAsync() => Task.CompletedTask;

    // Whoever has claimed the job gives it back by putting the delivery down.
    public Task LeftAsync() => isClaimed ? Task.CompletedTask : lines.LeftUnendedAsync();

    // Nobody of their like was looked for.
    public object? Waited => null;

    // Those who leave the delivery to others share with their like alone. A key has no line end.
    public object Share(object waited) => waits.Share($"{Key}\n", waited);

    public void Unshare(object waited) => waits.Unshare($"{Key}\n", waited);

    public IJobLines LeavingDelivery(bool isClaimed) => this;
}
