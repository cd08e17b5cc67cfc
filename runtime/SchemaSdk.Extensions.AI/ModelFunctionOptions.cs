namespace SchemaSdk;

/// <summary>Options of a function that runs a model.</summary>
public sealed class ModelFunctionOptions
{
    /// <summary>
    /// The name of the function, such as <c>kling_kling-3_0_pro_text-to-video</c>. By default (null), it is the id of the model, with
    /// <c>_</c> in place of characters that a function name cannot have. An id of more than 64 characters is cut, and a hash is added.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// The description of the function for the language model. By default (null), it contains the id of the model and says that
    /// a call costs money.
    /// </summary>
    public string? Description { get; set; }

    /// <summary>
    /// Returns the <see cref="RunOptions.Key"/> of a call. If this is null (the default) or returns null, the key is a hash of the service,
    /// the model, the arguments, <see cref="Customer"/> and <see cref="Scope"/>. A call with the same key attaches to the same job and
    /// costs nothing. Without a <see cref="ModelClientOptions.Ledger"/>, keys have no effect, and every call is charged.
    /// </summary>
    public Func<AIFunctionArguments, string?>? Key { get; set; }

    /// <summary>
    /// A part of the default key, such as a conversation's id. The same arguments in another scope start another job.
    /// Default: null; all calls then share one scope.
    /// </summary>
    public string? Scope { get; set; }

    /// <summary>
    /// The highest estimated price of one call, in US dollars; it must be above zero. A call whose estimate is higher, or whose
    /// price cannot be read, throws <see cref="ModelBudgetException"/>, and nothing is sent. Default: null, for no limit.
    /// </summary>
    public decimal? MaxPriceUsd { get; set; }

    /// <summary>
    /// An amount in US dollars. If <see cref="MaxPriceUsd"/> is above this amount or not set, the function is an
    /// <see cref="ApprovalRequiredAIFunction"/>, and a person is asked before every call. Otherwise, calls need no approval. With 0, a
    /// person is always asked; with null, never. Default: 0.
    /// </summary>
    /// <remarks>Without <see cref="MaxPriceUsd"/>, a call may cost any amount, so it must be approved.</remarks>
    public decimal? ApproveAboveUsd { get; set; } = 0;

    /// <summary>The customer for whom calls run: <see cref="RunOptions.Customer"/>. Default: null.</summary>
    public string? Customer { get; set; }

    /// <summary>
    /// The options that convert arguments of the application's own types to JSON.
    /// Default: null, for <see cref="AIJsonUtilities.DefaultOptions"/>.
    /// </summary>
    public JsonSerializerOptions? SerializerOptions { get; set; }

    // Without a copy, the application could raise a limit after NeedsApproval was read.
    internal ModelFunctionOptions Copy() => (ModelFunctionOptions)MemberwiseClone();

    internal bool NeedsApproval => ApproveAboveUsd is { } most && !(MaxPriceUsd <= most);

    /// <exception cref="ArgumentOutOfRangeException">An amount is out of range.</exception>
    internal void Check()
    {
        if (MaxPriceUsd is <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MaxPriceUsd), MaxPriceUsd, $"MaxPriceUsd is {MaxPriceUsd}; it must be above zero, or null for no limit.");
        }

        if (ApproveAboveUsd is < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(ApproveAboveUsd),
                ApproveAboveUsd,
                $"ApproveAboveUsd is {ApproveAboveUsd}; it must be 0 or more, or null to never ask.");
        }
    }
}
