namespace SchemaSdk.Reconciling;

/// <summary>Settles the submit that an exception reports as unknown.</summary>
internal sealed class UnknownSearch(Reconciler reconciler, UnknownSubmit submit)
{
    private volatile Reconciliation? _settled;

    internal async Task<Reconciliation> RunAsync(ReconcileOptions? options, CancellationToken cancellationToken)
    {
        if (_settled is { } settled)
        {
            return settled;
        }

        var found = await reconciler.RunAsync(submit, options, cancellationToken).ConfigureAwait(false);
        _settled = found.Outcome == ReconcileOutcome.Unknown ? null : found;
        return found;
    }
}
