using System.Diagnostics.CodeAnalysis;

namespace SchemaSdk;

/// <summary>Settings of calls that go through the interfaces of Microsoft.Extensions.AI.</summary>
public static class ModelCallOptionsExtensions
{
    /// <summary>
    /// Sets the <see cref="RunOptions.Key"/> of the call. A call with the same key attaches to the same job and costs nothing. If the call
    /// needs several jobs, their keys are this key followed by <c>/1</c>, <c>/2</c> and so on. The key has no effect without
    /// a <see cref="ModelClientOptions.Ledger"/>.
    /// </summary>
    /// <param name="options">The options, which are changed.</param>
    /// <param name="key">The key: 1 to 200 characters, without control characters.</param>
    /// <returns>The same options.</returns>
    public static ImageGenerationOptions WithKey(this ImageGenerationOptions options, string key)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.Key] = key;
        return options;
    }

    /// <summary>
    /// Limits the estimated price of the whole call, in US dollars. The limit must be above zero. A call whose estimate is
    /// higher, or whose price cannot be read, throws <see cref="ModelBudgetException"/>, and nothing is sent.
    /// </summary>
    /// <param name="options">The options, which are changed.</param>
    /// <param name="maxPriceUsd">The amount.</param>
    /// <returns>The same options.</returns>
    public static ImageGenerationOptions WithMaxPrice(this ImageGenerationOptions options, decimal maxPriceUsd)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.MaxPriceUsd] = maxPriceUsd;
        return options;
    }

    /// <summary>Sets the customer for whom the call runs: <see cref="RunOptions.Customer"/>.</summary>
    /// <param name="options">The options, which are changed.</param>
    /// <param name="customer">The id of the customer: at most 200 characters.</param>
    /// <returns>The same options.</returns>
    public static ImageGenerationOptions WithCustomer(this ImageGenerationOptions options, string customer)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.Customer] = customer;
        return options;
    }

    /// <inheritdoc cref="WithKey(ImageGenerationOptions, string)" />
    public static ChatOptions WithKey(this ChatOptions options, string key)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.Key] = key;
        return options;
    }

    /// <inheritdoc cref="WithMaxPrice(ImageGenerationOptions, decimal)" />
    public static ChatOptions WithMaxPrice(this ChatOptions options, decimal maxPriceUsd)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.MaxPriceUsd] = maxPriceUsd;
        return options;
    }

    /// <inheritdoc cref="WithCustomer(ImageGenerationOptions, string)" />
    public static ChatOptions WithCustomer(this ChatOptions options, string customer)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.Customer] = customer;
        return options;
    }

    /// <inheritdoc cref="WithKey(ImageGenerationOptions, string)" />
    [Experimental("MEAI001")]
    public static TextToSpeechOptions WithKey(this TextToSpeechOptions options, string key)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.Key] = key;
        return options;
    }

    /// <inheritdoc cref="WithMaxPrice(ImageGenerationOptions, decimal)" />
    [Experimental("MEAI001")]
    public static TextToSpeechOptions WithMaxPrice(this TextToSpeechOptions options, decimal maxPriceUsd)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.MaxPriceUsd] = maxPriceUsd;
        return options;
    }

    /// <inheritdoc cref="WithCustomer(ImageGenerationOptions, string)" />
    [Experimental("MEAI001")]
    public static TextToSpeechOptions WithCustomer(this TextToSpeechOptions options, string customer)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.Customer] = customer;
        return options;
    }

    /// <inheritdoc cref="WithKey(ImageGenerationOptions, string)" />
    [Experimental("MEAI001")]
    public static SpeechToTextOptions WithKey(this SpeechToTextOptions options, string key)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.Key] = key;
        return options;
    }

    /// <inheritdoc cref="WithMaxPrice(ImageGenerationOptions, decimal)" />
    [Experimental("MEAI001")]
    public static SpeechToTextOptions WithMaxPrice(this SpeechToTextOptions options, decimal maxPriceUsd)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.MaxPriceUsd] = maxPriceUsd;
        return options;
    }

    /// <inheritdoc cref="WithCustomer(ImageGenerationOptions, string)" />
    [Experimental("MEAI001")]
    public static SpeechToTextOptions WithCustomer(this SpeechToTextOptions options, string customer)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[ModelProperties.Customer] = customer;
        return options;
    }
}
