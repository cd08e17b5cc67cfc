using Microsoft.Extensions.Options;

namespace SchemaSdk.DependencyInjection.Jobs;

/// <summary>Checks the settings of the worker when the host starts.</summary>
internal sealed class ModelJobsOptionsValidator : IValidateOptions<ModelJobsOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    public ValidateOptionsResult Validate(string? name, ModelJobsOptions options)
    {
        var wrong = new List<string>();
        Check(options.MaxSubmits >= 0, nameof(options.MaxSubmits), options.MaxSubmits, "0 or more");
        Check(options.MaxFollowed >= 0, nameof(options.MaxFollowed), options.MaxFollowed, "0 or more");
        Check(
            options.DrainTime >= TimeSpan.Zero && options.DrainTime <= Longest,
            nameof(options.DrainTime),
            options.DrainTime,
            "0 to 24 days");
        Time(nameof(options.HintInterval), options.HintInterval);
        Time(nameof(options.CountInterval), options.CountInterval);
        Time(nameof(options.RetryDelay), options.RetryDelay);
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Time(string option, TimeSpan value) =>
            Check(value > TimeSpan.Zero && value <= Longest, option, value, "more than 0, at most 24 days");

        void Check(bool isRight, string option, object value, string range)
        {
            if (!isRight)
            {
                wrong.Add($"{nameof(ModelJobsOptions)}.{option} is {value}, and has to be {range}.");
            }
        }
    }
}
