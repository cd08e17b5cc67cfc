namespace SchemaSdk.Services;

/// <summary>The addresses at which a job is read and cancelled, as the service gave them and the client allows them.</summary>
internal sealed class JobAddresses(Uri? status, Uri? result, Uri? cancel)
{
    /// <summary>The address of its status; null: the usual one.</summary>
    internal Uri? Status { get; } = status;

    /// <summary>The address of its result; null: the usual one.</summary>
    internal Uri? Result { get; } = result;

    /// <summary>The address that cancels it; null: the usual one.</summary>
    internal Uri? Cancel { get; } = cancel;
}
