using Microsoft.Extensions.Options;

namespace SchemaSdk.DependencyInjection;

/// <summary>Validates named options. Calls a method that throws if the options are invalid, and reports the exception's message.</summary>
internal sealed class OptionsCheck<TOptions>(string registered, Action<TOptions> check) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (name != registered)
        {
            return ValidateOptionsResult.Skip;
        }

        try
        {
            check(options);
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException error)
        {
            return ValidateOptionsResult.Fail(name.Length == 0 ? error.Message : $"{name}: {error.Message}");
        }
    }
}
