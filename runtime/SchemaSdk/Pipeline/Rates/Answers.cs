namespace SchemaSdk.Pipeline.Rates;

/// <summary>The counts of a service's answers to some requests.</summary>
/// <param name="Taken">The number of requests that it took.</param>
/// <param name="Refused">The number of requests that it refused for now.</param>
/// <param name="Jobs">Of how many jobs those were.</param>
/// <param name="Sending">The seconds in which something was sent.</param>
internal readonly record struct Answers(int Taken, int Refused, int Jobs, double Sending)
{
    internal int All => Taken + Refused;

    internal double RefusedShare => All == 0 ? 0 : Refused / (double)All;
}
