namespace SchemaSdk.PostgreSql;

/// <summary>Enqueues jobs in the caller's transactions.</summary>
public static class PostgreSqlModelJobsExtensions
{
    /// <inheritdoc cref="ModelJobsExtensions.EnqueueAsync(IModelJobs, DbTransaction, string, string, JsonElement, CancellationToken)" />
    public static Task<LedgerEntry> EnqueueAsync(
        this IModelJobs jobs, NpgsqlTransaction transaction, string key, string modelId, JsonElement input,
        CancellationToken cancellationToken = default) =>
        jobs.EnqueueAsync((DbTransaction)transaction, key, modelId, input, cancellationToken);

    /// <inheritdoc cref="ModelJobsExtensions.EnqueueAsync{TInput, TOutput}(
    /// IModelJobs, DbTransaction, string, ModelEndpoint{TInput, TOutput}, TInput, CancellationToken)" />
    public static Task<LedgerEntry> EnqueueAsync<TInput, TOutput>(
        this IModelJobs jobs, NpgsqlTransaction transaction, string key, ModelEndpoint<TInput, TOutput> model, TInput input,
        CancellationToken cancellationToken = default)
        where TInput : IModelValue<TInput> => jobs.EnqueueAsync((DbTransaction)transaction, key, model, input, cancellationToken);
}
