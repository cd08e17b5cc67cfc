using Microsoft.Extensions.Options;

namespace SchemaSdk.DependencyInjection;

/// <summary>Checks the options of one client as its constructor does.</summary>
/// <param name="registered">The name of the options.</param>
internal sealed class ModelClientOptionsValidator(string registered) : IValidateOptions<ModelClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelClientOptions options)
    {
        if (name != registered)
        {
            return ValidateOptionsResult.Skip;
        }

        try
        {
            options.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException error)
        {
            return ValidateOptionsResult.Fail($"{name}: {error.Message}");
        }
    }
}
