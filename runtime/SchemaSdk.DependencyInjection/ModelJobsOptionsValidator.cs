using Microsoft.Extensions.Options;

namespace SchemaSdk.DependencyInjection;

/// <summary>Checks the settings of the worker when the host starts.</summary>
internal sealed class ModelJobsOptionsValidator : IValidateOptions<ModelJobsOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelJobsOptions options) =>
        options.Problems() is { Count: > 0 } wrong ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
}
