//! Civil time, working hours and slots: pure rules without I/O or clock.
