using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Jobs.Observing;

/// <summary>Settles the reservation of each job in the client's budget.</summary>
internal sealed class JobPrices : IJobObserver
{
    public void Heard(in JobEvent told)
    {
        switch (told.Moment)
        {
            case JobMoment.Refused:
                told.Job.Reservation?.GiveBack();
                break;
            case JobMoment.Ended:
                told.Job.Reservation?.Settle(told.Answer!.Content!.CostUsd);
                break;
        }
    }
}
