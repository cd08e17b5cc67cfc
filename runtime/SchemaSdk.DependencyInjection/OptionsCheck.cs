using Microsoft.Extensions.Options;

namespace SchemaSdk.DependencyInjection;

/// <summary>Checks the options of one name as their user does.</summary>
/// <param name="registered">The name of the options.</param>
/// <param name="problems">Says what is wrong with them.</param>
internal sealed class OptionsCheck<TOptions>(string registered, Func<TOptions, IReadOnlyCollection<string>> problems)
    : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        name != registered ? ValidateOptionsResult.Skip
        : problems(options) is { Count: > 0 } wrong ? ValidateOptionsResult.Fail(wrong)
        : ValidateOptionsResult.Success;
}
