using SchemaSdk.Generator;
using Xunit;

namespace SchemaSdk.Mutation.Mutants;

/// <summary>Stryker judges mutants in a process each. This takes its mutants away from it, to be judged in one.</summary>
public class MutatedGenerator
{
    [Fact]
    public void It_is_kept()
    {
        var generator = typeof(SchemaSdkGenerator).Assembly.Location;

        File.Copy(generator, Path.Combine(Environment.GetEnvironmentVariable("MUTANTS")!, Path.GetFileName(generator)), overwrite: true);
    }
}
